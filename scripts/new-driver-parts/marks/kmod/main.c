/* domain: description */
MODULE_DESCRIPTION("A device with some channels, and a journal of what happened to them");
/* end of domain */
