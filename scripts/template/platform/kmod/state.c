// SPDX-License-Identifier: GPL-2.0
/*
 * The state belongs to a platform device, which the driver core binds with
 * probe. The device can go at any time, even while requests use the state:
 * somebody writes to unbind, or pulls the hardware out.
 *
 * A request holds bound_lock for reading from example_state_get() to
 * example_state_put(). The removal holds it for writing. So it waits for the
 * requests under way, and later requests find no state. This needs no reference
 * counts, and probe may use devm_kzalloc().
 *
 * Because there is no hardware, state_init() registers a device. A PCI or USB
 * driver does not need that, and registers with pci_register_driver() or a
 * similar function.
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
	/*
	 * Stop here everything that runs by itself: interrupts, timers, work
	 * items.
	 */
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
	/* Set up the hardware here. Let requests find the state last. */
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
