# domain: programs
BASE_PROGRAMS=(bash dash ip ifconfig kmod)
# end of domain
# domain: modules
# Modules of the base, each with what it depends on; those that a kernel lacks are left out.
BASE_MODULES=(virtio_ring virtio virtio_pci virtio_console virtio_blk nlmon)
# end of domain
