# domain: ynl
check 'YNL: a channel is set' 'None|null|\{\}' ynl --do channel-set --json '{"index": 1, "target": 10, "label": "pump"}'
check 'YNL: the channels' '"index": ?1, ?"target": ?10, .*"label": ?"pump"' ynl --dump channel-get
check 'YNL: a record of the domain' '"event": ?"set", ?"channel": ?\{"index": ?1, ?"target": ?10' \
	ynl --dump record-get --json '{"kinds": ["channel"]}'
# end of domain
