ethtool: channels
ethtool: what has changed
ethtool: features, by their names
ethtool: which feature went off
blame: who changed the channels
features after gro off: the record has the names that ethtool has
features after tso off: the record has the names that ethtool has
features after tx off: the record has the names that ethtool has
features after rx off: the record has the names that ethtool has
features after gso on: the record has the names that ethtool has
features after tx on: the record has the names that ethtool has
features after rxvlan off: the record has the names that ethtool has
features: some are active
