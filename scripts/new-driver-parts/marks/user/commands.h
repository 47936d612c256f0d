/* domain: verbs */
extern const struct verb verb_channel;
/* end of domain */
