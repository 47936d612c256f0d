/* domain: count */
#define NJ_SOURCES	1
/* end of domain */
