// SPDX-License-Identifier: GPL-2.0
/*
 * Where the channels are: the state belongs to a platform device, which the
 * driver core binds by probe. It can go at any time, by a write to unbind or
 * because the hardware is pulled out, also while requests use the state.
 *
 * A request holds bound_lock for reading from example_state_get() to
 * example_state_put(). The removal takes it for writing, so it waits for the
 * requests under way, and those that come later find no state. With that nobody
 * counts references, and probe may use devm_kzalloc().
 *
 * In place of hardware, state_init() registers a device. With PCI or USB that
 * goes, and the driver registers with pci_register_driver() or its like.
 */
#include <linux/device.h>
#include <linux/err.h>
#include <linux/netlink.h>
#include <linux/platform_device.h>
#include <linux/rwsem.h>
#include <net/net_namespace.h>

#include "state.h"

static DECLARE_RWSEM(bound_lock);	/* protects bound_state */
static struct example_state *bound_state;
static struct platform_device *state_device;

/* The driver core calls this when the device goes, or if probe fails after it. */
static void state_remove(void *data)
{
	struct example_state *state = data;

	down_write(&bound_lock);
	bound_state = NULL;
	up_write(&bound_lock);
	/* What runs by itself is stopped here: interrupts, timers, work. */
	mutex_destroy(&state->lock);
}

static int state_probe(struct platform_device *pdev)
{
	struct example_state *state;

	state = devm_kzalloc(&pdev->dev, sizeof(*state), GFP_KERNEL);
	if (!state)
		return -ENOMEM;
	state->net = &init_net;
	state->generation = 1;
	mutex_init(&state->lock);
	/* Hardware is set up here. Last, requests may find it. */
	down_write(&bound_lock);
	bound_state = state;
	up_write(&bound_lock);
	return devm_add_action_or_reset(&pdev->dev, state_remove, state);
}

static struct platform_driver state_driver = {
	.driver.name = EXAMPLE_FAMILY_NAME,
	.probe = state_probe,
};

static int state_init(void)
{
	int err = platform_driver_register(&state_driver);

	if (err)
		return err;
	state_device = platform_device_register_simple(EXAMPLE_FAMILY_NAME,
						       PLATFORM_DEVID_NONE, NULL, 0);
	if (!IS_ERR(state_device))
		return 0;
	platform_driver_unregister(&state_driver);
	return PTR_ERR(state_device);
}

static void state_exit(void)
{
	platform_device_unregister(state_device);
	platform_driver_unregister(&state_driver);
}

const struct example_part example_state_part = {
	.init = state_init,
	.exit = state_exit,
};

struct example_state *example_state_get(struct net *net,
					struct netlink_ext_ack *extack)
{
	down_read(&bound_lock);
	if (bound_state)
		return bound_state;
	up_read(&bound_lock);
	NL_SET_ERR_MSG(extack, "there is no device (any more)");
	return NULL;
}

void example_state_put(struct example_state *state)
{
	up_read(&bound_lock);
}
