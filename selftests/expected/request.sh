# A debug kernel has no family that announces nothing.
%on 6.* newest
wireguard: set
wireguard: the public key of the peer
wireguard: another peer takes the addresses
blame: who changed wg0
blame: a request is neither there nor gone
a refused request and a question: no record
macsec: an association
mptcp: limits
mptcp: an endpoint
mptcp: blame a device
the output was not empty
no secret in any output
switched off: no record
list says what to do
