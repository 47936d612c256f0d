// SPDX-License-Identifier: GPL-2.0
/*
 * The character device that existed before the family. Its ioctls call the same
 * functions as the operations of the family. So both behave the same, and
 * followers of the family hear of changes by ioctls too.
 *
 * How an ioctl becomes an operation: _IOR becomes a do with a reply, and also a
 * dump if programs looped over an index. _IOW becomes a do without a reply.
 * Each member of the struct becomes an attribute that may be absent. The ioctls
 * check by hand what a policy checks for the family.
 *
 * An open file holds the module, so none is open when chardev_exit() runs.
 */
#include <linux/capability.h>
#include <linux/example_ioctl.h>
#include <linux/fs.h>
#include <linux/miscdevice.h>
#include <linux/module.h>
#include <linux/nsproxy.h>
#include <linux/string.h>
#include <linux/uaccess.h>
#include <net/net_namespace.h>

#include "chardev.h"
#include "state.h"

static int chardev_get(struct example_state *state, struct example_ioctl_channel *arg)
{
	struct example_channel channel;

	if (arg->set)
		return -EINVAL;
	example_channel_read(state, arg->index, &channel);
	arg->level = channel.level;
	arg->changes = channel.changes;
	strscpy_pad(arg->label, channel.label, sizeof(arg->label));
	return 0;
}

static int chardev_set(struct example_state *state, const struct example_ioctl_channel *arg)
{
	bool label = arg->set & EXAMPLE_IOCTL_LABEL;
	bool level = arg->set & EXAMPLE_IOCTL_LEVEL;
	const struct example_change change = {
		.label = label ? arg->label : NULL,
		.level = level ? &arg->level : NULL,
	};

	if (!arg->set || arg->set & ~(EXAMPLE_IOCTL_LABEL | EXAMPLE_IOCTL_LEVEL))
		return -EINVAL;
	if (label && strnlen(arg->label, sizeof(arg->label)) > EXAMPLE_LABEL_LEN_MAX)
		return -EINVAL;
	if (level && arg->level > EXAMPLE_LEVEL_MAX)
		return -ERANGE;
	example_channel_set(state, arg->index, &change);
	return 0;
}

static long chardev_call(struct example_state *state, unsigned int cmd, void __user *user)
{
	struct example_ioctl_channel arg;
	int err;

	BUILD_BUG_ON(sizeof(arg.label) != EXAMPLE_LABEL_LEN_MAX + 1);
	/*
	 * The family's rule. A device that has always gone by the mode of its
	 * file keeps that rule, because its programs may lack the capability:
	 * then delete these lines, and open() decides. Only the state of the
	 * machine can do so. With a state for each namespace, the mode of the
	 * file is not enough, because it is the same file in all namespaces.
	 */
	if (!ns_capable(state->net->user_ns, CAP_NET_ADMIN))
		return -EPERM;
	if (copy_from_user(&arg, user, sizeof(arg)))
		return -EFAULT;
	if (arg.reserved)
		return -EINVAL;
	if (arg.index >= EXAMPLE_CHANNELS)
		return -ENOENT;
	if (cmd == EXAMPLE_IOC_SET)
		return chardev_set(state, &arg);
	err = chardev_get(state, &arg);
	if (!err && copy_to_user(user, &arg, sizeof(arg)))
		err = -EFAULT;
	return err;
}

static long chardev_ioctl(struct file *file, unsigned int cmd, unsigned long user)
{
	struct example_state *state;
	long result;

	if (cmd != EXAMPLE_IOC_GET && cmd != EXAMPLE_IOC_SET)
		return -ENOTTY;
	state = example_state_get(current->nsproxy->net_ns, NULL);
	if (!state)
		return -ENODEV;
	result = chardev_call(state, cmd, (void __user *)user);
	example_state_put(state);
	return result;
}

static const struct file_operations chardev_fops = {
	.owner = THIS_MODULE,
	.open = nonseekable_open,
	.unlocked_ioctl = chardev_ioctl,
	.compat_ioctl = compat_ptr_ioctl,
};

static struct miscdevice chardev = {
	.minor = MISC_DYNAMIC_MINOR,
	.name = EXAMPLE_FAMILY_NAME,
	.fops = &chardev_fops,
	.mode = 0600,
};

static int chardev_init(void)
{
	return misc_register(&chardev);
}

static void chardev_exit(void)
{
	misc_deregister(&chardev);
}

const struct example_part example_chardev_part = {
	.init = chardev_init,
	.exit = chardev_exit,
};
