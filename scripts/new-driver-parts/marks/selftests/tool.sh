# domain: stage
netjournal channel 2 target 1000 label pump
netjournal channel 3 target 5
# Both settle, in either order.
i=0
while [ "$(netjournal log | grep -c settled)" -lt 2 ] && [ $i -lt 50 ]; do
	i=$((i + 1))
	sleep 0.1
done

check 'channel: all' 0 '^ +2 +1000 +1000 +1  pump$' netjournal channel
check 'channel: one' 0 '^ +3 +5 +5 +1  $' netjournal channel 3
check 'channel: JSON' 0 '^\{"index":2,"target":1000,"level":1000,"changes":1,"label":"pump"\}$' netjournal channel 2 -j
check 'channel: JSON of all' 0 '^\[\{"index":0,.*\}\]$' netjournal channel -j
check 'log: by kind' 0 'channel 2 \(pump\) set: target 1000 level 0 +netjournal\[[0-9]+\] < tool\.sh\[' netjournal log channel
succeeds 'log: by kind, no other' sh -c "! grep -qv ' channel ' $out"
check 'log: by channel' 0 'channel 3 settled: target 5 level 5 +kernel \(kworker' netjournal log --channel 3
check 'log: by process' 0 'pump\) set:' netjournal log --comm netjournal
succeeds 'log: by process, no other' sh -c "! grep -v 'netjournal\\[' $out"
check 'log: by user' 0 'pump\) set:' netjournal log --uid 0
succeeds 'log: by a user who did nothing' sh -c '[ -z "$(netjournal log --uid 12345)" ]'
succeeds 'log: newest first' sh -c '[ "$(netjournal log | tail -n 1 | grep -o "#.*")" = "$(netjournal log -r -n 1 | grep -o "#.*")" ]'
succeeds 'log: -n' sh -c '[ "$(netjournal log -n 3 | wc -l)" = 3 ]'
# end of domain
# domain: show
check 'log: JSON' 0 '^\{.*"kind":"channel".*"context":"request".*"comm":"netjournal".*"event":"set","channel":\{"index":2,"target":1000,"level":0,"changes":1,"label":"pump"\}' netjournal log -j
succeeds 'log: JSON is one object a line' sh -c "! grep -v '^{.*}\$' $out"
check 'show' 0 '^  target +1000$' netjournal show 1
check 'show: JSON' 0 '"label":"pump"' netjournal show 1 -j
# end of domain
# domain: bad
check 'bad: no number' 1 'nonsense' netjournal channel nonsense
check 'bad: no such channel' 2 'no such channel' netjournal channel 8
check 'bad: no such channel, JSON' 2 'no such channel' netjournal channel 8 -j
check 'bad: channel out of range' 2 'index' netjournal channel 256
check 'bad: target out of range' 2 'target' netjournal channel 1 target 4096
check 'bad: label too long' 2 'label' netjournal channel 1 label 0123456789abcdef
check 'bad: filter' 1 'nonsense' netjournal log --channel nonsense
# end of domain
