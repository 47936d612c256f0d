// SPDX-License-Identifier: GPL-2.0
/*
 * A character device whose ioctl() copies one number to user space. scripts/bench/run
 * measures with it what a round trip into a driver costs without netlink.
 */
#include <linux/fs.h>
#include <linux/miscdevice.h>
#include <linux/module.h>
#include <linux/uaccess.h>

static long bench_ioctl(struct file *file, unsigned int cmd, unsigned long arg)
{
	return put_user((u64)cmd, (u64 __user *)arg);
}

static const struct file_operations bench_fops = {
	.owner = THIS_MODULE,
	.unlocked_ioctl = bench_ioctl,
};

static struct miscdevice bench_dev = {
	.minor = MISC_DYNAMIC_MINOR,
	.name = "netjournal-bench",
	.fops = &bench_fops,
};

module_misc_device(bench_dev);

MODULE_DESCRIPTION("An ioctl to compare netjournal's requests with");
MODULE_LICENSE("GPL");
