/* domain: sets */
extern const struct spec_set spec_channel;
extern const struct spec_enum spec_events;
/* end of domain */
