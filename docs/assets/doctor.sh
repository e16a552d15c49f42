#!/bin/sh
# doctor.sh CONTAINER [PORT]: why does a container in Docker's host network mode not answer? PORT: 80, or 53/udp.
# It only reads: nothing is created, written, or run in a container. As root it sees more: firewall, owners of ports.
# It names sections of the page troubleshooting.html, the likeliest first.
# Exit status: 0 nothing found, 1 something found, 2 could not look. License: MIT.
# shellcheck disable=SC2012,SC2016,SC2059,SC2086 # lists of numbers; awk programs; texts as formats; lists of words
case ${LC_ALL:-${LC_MESSAGES:-${LANG:-}}} in zh*) zh=1 ;; *) zh='' ;; esac
export LC_ALL=C PATH="$PATH:/usr/sbin:/sbin"
t() { f=$1 && [ -z "$zh" ] || f=$2; shift 2 && printf "$f\n" "$@"; } # ENGLISH CHINESE [WORD…]
die() { t "$@" >&2 && exit 2; }
found='' && found() { k="$1|$2|" && shift 2 && found="$found$k$(t "$@" | tr '\n' ' ')
"; } # RANK SECTION ENGLISH CHINESE [WORD…]
[ $# = 1 ] || [ $# = 2 ] || die 'usage: sh doctor.sh CONTAINER [PORT]' '用法：sh doctor.sh 容器 [端口]'
port=${2%/*} proto=tcp && case ${2:-} in */udp) proto=udp ;; */tcp) ;; */*) port=0 ;; esac && case $port in *[!0-9]* | ??????*) port=0 ;; esac
[ "${port:-1}" -ge 1 ] && [ "${port:-1}" -le 65535 ] || die 'not a port: %s' '这不是端口：%s' "$2"
for k in docker awk cut grep id ls sed sort tail tr; do command -v $k >/dev/null || die '%s: command not found' '找不到命令 %s' $k; done
all=$(docker container inspect --format '{{.ID}}|{{.State.Status}}|{{.State.Pid}}|{{.HostConfig.NetworkMode}}|{{.State.ExitCode}}|{{
.Config.User}}|{{.HostConfig.IpcMode}}|{{with .State.Health}}{{.Status}}{{end}}|{{len .HostConfig.DNS}}|{{if .HostConfig.Privileged
}}NET_ADMIN{{end}}{{.HostConfig.CapAdd}}|{{range $p, $b := .HostConfig.PortBindings}}{{range $b}}{{.HostPort}}:{{$p}} {{end}}{{end
}}{{if .HostConfig.PublishAllPorts}}-P{{end}}|{{range $p, $b := .Config.ExposedPorts}}{{$p}} {{end}}|{{range .Config.Env}}{{index (split . "=") 0}} {{end}}|{{
range $l, $v := .Config.Labels}}{{$l}} {{end}}|{{range $n, $v := .NetworkSettings.Networks}}{{$n}} {{$v.Gateway}} {{end}}|{{
if eq .State.Status "running"}}{{.State.FinishedAt}}{{end}}|{{.State.Error}}' "$1" 2>/dev/null) || case $(docker container inspect "$1" 2>&1) in
*'o such container'*) die 'no container is called %s; docker ps --all lists them' '没有叫 %s 的容器，用 docker ps --all 列出' "$1" ;;
*'ermission denied'*) die 'you may not use the Docker socket: run this with sudo' '你没有 Docker 套接字的权限：请加 sudo 运行' ;;
*annot\ connect* | *refused* | *aemon*running*) die 'the Docker daemon does not answer: is it started?' 'Docker 守护进程没有响应：启动了吗？' ;;
*) die 'docker: %s' 'docker：%s' "$(docker container inspect "$1" 2>&1 | tail -n 1)" ;; esac
name=$1 asked=$port IFS='|' && set -f && set -- $all && unset IFS && set +f
id=$1 state=$2 pid=$3 mode=$4 code=$5 user=$6 ipc=$7 health=$8 dns=$9 && shift 9
caps=$1 maps=$2 exposed=$3 env=$4 labels=$5 nets=$6 since=$7 error=${8:-}
case $mode in container:*) [ host != "$(docker container inspect --format '{{.HostConfig.NetworkMode}}' "${mode#*:}" 2>&1)" ] || mode=host ;; esac
case " $nets" in *' host '*) mode=host ;; esac # a task of a swarm
case $since in 0*) since='' ;; esac # when the run before this one ended: what that one said is over
log=$(docker logs ${since:+--since $since} --tail 100 "$id" 2>&1 | tr -d '\000'; printf '\n%s' "$error")
line() { printf '%s\n' "$log" | grep -iE "$1" | grep -iE "${2:-.}" | tail -n 1 | cut -c 1-150; }
t 'container %s: %s, mode %s' '容器 %s：%s，%s 模式' "$name" "$state" "$mode"
case $log in *'not support reading'*) t 'left out: its log (the logging driver keeps none)' '未查：容器日志（日志驱动不保存）' ;; esac
# Whose host is it?
far='' root='' host='' && [ "$(id -u)" != 0 ] || root=1
[ "$mode" != host ] || host=1; os=$(docker info --format '{{.OperatingSystem}} {{.SecurityOptions}}' 2>/dev/null)
end=${DOCKER_HOST:-$(docker context inspect --format '{{.Endpoints.docker.Host}}' 2>/dev/null)}
case $(uname -s)/$os/$end in *Docker\ Desktop* | *desktop* | *colima* | *podman* | *lima*) far="${os%% [*} $end" ;;
*name=rootless*) far=rootless ;; Linux/*/unix:* | Linux/*/) [ "$root$state$mode" != 1runninghost ] ||
    [ "$(readlink /proc/$pid/ns/net)" = "$(readlink /proc/self/ns/net)" ] || far="$end" ;; *) far=$end ;; esac
[ -z "$far" ] || found 2 desktop 'host is not this machine, but the one in which the engine runs (%s)' 'host 不是这台机器，而是引擎所在的那台（%s）' "$far"
case $(uname -r) in *icrosoft*) found 45 desktop 'host is the virtual machine of WSL 2, not Windows' 'host 是 WSL 2 的虚拟机，不是 Windows' ;; esac
# Who listens: lines of protocol, address, port, inode, own or other (without root that is not to be seen)
[ "$pid" = 0 ] || procs=$({ grep -ls "$id" /proc/[0-9]*/cgroup | cut -d/ -f3
    cat /proc/[0-9]*/stat 2>/dev/null | sed 's/(.*)/x/' | awk -v p="$pid" '{ up[$1] = $4 }
        END { for (q in up) { for (a = q; a > 1 && a != p; ) a = up[a]; if (a == p) print q } }'; } | sort -u)
own=$(for k in ${procs:-}; do ls -l "/proc/$k/fd" 2>/dev/null; done | sed -n 's/.*socket:\[\([0-9]*\)\].*/\1/p' | tr '\n' ' ')
listen=$(for k in tcp tcp6 udp udp6; do sed "s/^/$k /" /proc/net/$k 2>/dev/null; done | awk -v own=" $own" -v root="$root" '
    function dec(s, n) { for (; s != ""; s = substr(s, 2)) n = n * 16 + index("0123456789ABCDEF", substr(s, 1, 1)) - 1; return n }
    function v4(s) { return dec(substr(s, 7)) "." dec(substr(s, 5, 2)) "." dec(substr(s, 3, 2)) "." dec(substr(s, 1, 2)) }
    function v6(s) { return s ~ /^0+$/ ? "::" : s ~ /^0+1000000$/ ? "::1" : substr(s, 17, 8) == "FFFF0000" ? v4(substr(s, 25)) : "[" s "]" }
    ($1 ~ /tcp/ && $5 == "0A") || ($1 ~ /udp/ && $5 == "07") { split($3, a, ":"); at = $1 ~ /6/ ? v6(a[1]) : v4(a[1])
        whose = (index(own, " " $11 " ") || !root) ? "own" : "other"; print substr($1, 1, 3), at, dec(a[2]), $11, whose }')
who() { printf '%s\n' "$listen" | awk -v q="$1" -v p="$2" -v w="$3" -v c="${4:-2}" '$1 == q && $3 == p && $5 == w { print $c }' | sort -u; }
holder() { # PROTOCOL PORT: the program and the container that have it instead
    i=$(who $1 $2 other 4 | tail -n 1) && [ -n "$i" ] || return 0
    h=$(ls -l /proc/[0-9]*/fd 2>/dev/null | awk -v i="socket:[$i]" -F/ '/^\/proc/ { p = $3 } index($0, i) { print p; exit }')
    c=$(grep -oE '[0-9a-f]{64}' "/proc/$h/cgroup" 2>/dev/null | tail -n 1)
    [ -z "$c" ] || c=$(docker container inspect --format '{{.Name}}' "$c" 2>/dev/null) && [ -n "$c" ] || c=$(docker ps --filter "publish=$2/$1" --format '/{{.Names}}' | tail -n 1)
    printf '%s' "$(cat "/proc/$h/comm" 2>/dev/null || echo '?')${c:+ (container ${c#/})}"; }
addresses=$(awk '/32 host LOCAL/ { print a } { a = $2 }' /proc/net/fib_trie 2>/dev/null | sort -u)
six=$(awk '$4 == "00" { print $1; exit }' /proc/net/if_inet6 2>/dev/null) out=$(awk '$2 == "00000000" { print $1; exit }' /proc/net/route 2>/dev/null)
bridges=$(docker network ls -q --filter driver=bridge | while read -r k; do docker network inspect --format '{{with index .Options
"com.docker.network.bridge.name"}}{{.}}{{else}}br-{{slice .ID 0 12}}{{end}} {{range .IPAM.Config}}{{.Subnet}} {{end}}' $k; done |
    awk '{ for (k = 2; k <= NF; k++) if ($k !~ /:/) print $1 "=" $k }')
lib='function num(a, p) { split(a, p, "."); return ((p[1] * 256 + p[2]) * 256 + p[3]) * 256 + p[4] }
function inside(a, c, p, m) { if (c ~ /\/0$/) return 1; if (a == "" || a ~ /:/ || c !~ /^[0-9.\/]+$/) return 0
    split(c "/32", p, "/"); for (m = 1; p[2] < 32; p[2]++) m *= 2; return int(num(a) / m) == int(num(p[1]) / m) }'
gates=$(for k in $bridges; do printf '%s\n' $addresses | awk -v b="${k#*=}" "$lib"' inside($1, b)'; done)
me=$(printf '%s\n' $addresses | grep -v '^127\.' | grep -vxF "${gates:-none}" | sed q)
answers() { # ADDRESS PORT: does the host itself get a TCP connection? 2: nothing here can ask
    if command -v curl >/dev/null; then curl -sgo /dev/null --noproxy '*' -m 2 -w '%{time_connect}' "http://$1:$2/" | grep -q '[1-9]'
    elif command -v bash >/dev/null; then timeout 2 bash -c ": </dev/tcp/$1/$2" 2>/dev/null
    elif command -v nc >/dev/null; then nc -z -w 2 "$1" "$2" </dev/null >/dev/null 2>&1
    elif ! command -v wget >/dev/null; then return 2
    else case $(timeout 3 wget -O /dev/null "http://$1:$2/" 2>&1) in *refused* | *nreachable* | *'o route'* | '') return 1 ;; esac; fi; }
# The firewall: what becomes of a new packet to a port, by the rules of iptables-save and of nft list ruleset
judge="$lib"'function any(v, x, i, n, a) { gsub(/"/, "", v); n = split(v, a, ",")
    for (i = 1; i <= n; i++) if (a[i] == x || (sub(/[+*]$/, "", a[i]) && index(x, a[i]) == 1)) return 1; return 0 }
function hits(v, i, n, a, r) { n = split(v, a, ","); for (i = 1; i <= n; i++) { split(a[i] ":" a[i], r, /[:-]/)
    if (port >= r[1] + 0 && port <= r[2] + 0) return 1 } return 0 }
function walk(c, depth, j, i, n, w, k, v, not, hit, miss, alien, to, r) {
    for (j = 1; j <= rules[c] && depth < 30; j++) { n = split(rule[c, j], w, " "); miss = not = 0; alien = to = ""
        for (i = 1; i <= n && to == ""; i++) { k = w[i]; v = w[i + 1]; hit = 1
            if (k == "!") { not = 1; continue }
            if (v == "!=") { not = 1; v = w[i + 2] }
            if (k ~ /^(-i|iif|iifname)$/) hit = any(v, iface)
            else if (k ~ /^(-p|l4proto)$/ || (k == "protocol" && w[i - 1] == "ip")) hit = any(v, proto)
            else if (k ~ /^(--dports?|dport)$/) hit = hits(v) && (w[i - 1] !~ /^(tcp|udp)$/ || w[i - 1] == proto)
            else if (k ~ /^(-s|saddr)$/) { hit = inside(src, v); if (!hit && !not) { alien = v; hit = 1 } }
            else if (k ~ /^(-d|daddr)$/ && w[i - 1] != "fib") hit = inside(dst, v)
            else if (k ~ /^(--ctstate|--state|state)$/) hit = v ~ /NEW|new/
            else if (k == "--dst-type" || (k == "type" && w[i - 1] == "daddr")) hit = tolower(v) == "local"
            else if (k ~ /^(nfproto|--tcp-flags)$/) hit = v == (fam == "ip" ? "ipv4" : "ipv6") || w[i + 2] == "SYN"
            else if (k == "-m") hit = v ~ /^(tcp|udp|multiport|conntrack|state|addrtype|limit)$/
            else if (k ~ /^(-[jg]|jump|goto)$/) to = v
            else if (k ~ /^(accept|drop|reject|return)$/) to = toupper(k)
            else hit = k !~ /^(--sports?|--src-type|-f|icmp.*|sport|flags|mark|vmap|status|pkttype|limit|length|ether|nexthdr|sk.id|xt|@.*)$/
            if (not ? hit : !hit) miss = 1
            not = 0 }
        if (alien != "" && !miss && to == "ACCEPT") only = only " " alien
        if (alien != "" || miss || to == "") continue
        if (to == "RETURN") return ""; if (to ~ /^(ACCEPT|DROP|REJECT)$/) return to " " c " " rule[c, j]
        r = walk(tab[c] to, depth + 1); if (r != "" || k ~ /^(-g|goto)$/) return r } return "" }
{ gsub(/(--)?comment ("[^"]*"|[^ ]+)|log prefix "[^"]*"|[{}] ?$|^\t+/, ""); gsub(/, /, ","); gsub(/ [{}] /, " ") }
/^:/ { c = substr($1, 2); if (c == "INPUT") { first[++n] = c; policy[c] = $2 } }
/^-A/ { c = $2; sub(/^-A [^ ]+ /, ""); rule[c, ++rules[c]] = $0; next }
$1 == "table" { t = $2 == "inet" || $2 == fam ? $2 "/" $3 "/" : "-"; next }
$1 == "chain" { c = t $2; tab[c] = t; next }
/hook input/ { if (t != "-" && !(ipt && c ~ /filter\/INPUT$/)) { first[++n] = c; policy[c] = $0 ~ /policy drop/ ? "DROP" : "" } next }
t != "" && t != "-" && NF { rule[c, ++rules[c]] = $0 }
END { for (i = 1; i <= n; i++) { r = walk(first[i], 0); if (r == "" && policy[first[i]] == "DROP") r = "DROP " first[i] " policy"
    if (r ~ /^[DR]/) { print r (only == "" ? "" : " (but:" only ")"); exit } } }'
gate() { printf '%s\n' "$1" | awk -v fam="$2" -v proto="$3" -v port="$4" -v iface="$5" -v src="$6" -v dst="$me" -v ipt="$saves" "$judge" | cut -c 1-200; }
four='' sixth='' saves=$(command -v iptables-save)
if [ -z "$root" ]; then t 'left out without root: the firewall, and whose a port is' '未查（需要 root）：防火墙，以及端口属于谁'
elif [ -z "$saves$(command -v nft)" ]; then t 'left out: the firewall (neither iptables-save nor nft is here)' '未查：防火墙（没有 iptables-save，也没有 nft）'
else nft=$(nft -s list ruleset 2>/dev/null) four=$(iptables-save -t filter 2>/dev/null; echo "$nft") sixth=$(ip6tables-save -t filter 2>/dev/null; echo "$nft"); fi
# The ports of the container: at which addresses, and who gets in
[ -z "$asked" ] || [ -n "$(who tcp $asked own)$(who tcp $asked other)" ] || [ -z "$(who udp $asked own)$(who udp $asked other)" ] || proto=udp
mine='' && [ "$mode$state$far" != hostrunning ] || mine=$(printf '%s\n' "$listen" | awk -v a="$asked" -v q="$proto" -v root="$root" -v e=" $exposed" '
    $5 == "own" && (a == "" ? (root || index(e, " " $3 "/" $1)) && ($1 == "tcp" || $3 < 32768) : a == $3 && q == $1) {
        k = $1 "/" $3; if ($2 ~ /^127\.|^::1$/) lo[k]; else { n++; out[k] } } END { for (k in out) print k; if (!n) for (k in lo) print k }' | sort)
s='the firewall keeps port %s from %s: %s' z='防火墙不放行端口 %s（%s）：%s' && for k in $mine; do
    q=${k%/*} p=${k#*/} at=" $(who $q $p own | tr '\n' ' ')" pub='' lost='' g=0 && only=${at# } && only=${only%% *}
    t 'port %s: the container listens at%s' '端口 %s：容器监听%s' "$p/$q" "${at% }"
    for a in $at; do case $a in 127.* | ::1) ;; *:* | 0.0.0.0) pub=${pub:-$a} ;; *)
        printf '%s\n' "$gates" | grep -qxF "$a" || { printf '%s\n' "$addresses" | grep -qxF "$a" && pub=${pub:-$a}; } || lost=$a ;; esac; done
    case $pub in 0.0.0.0) a=${me:-127.0.0.1} ;; ::) a=127.0.0.1 ;; *) a=${pub:-$only} ;; esac
    [ $q = udp ] || answers "$a" $p || g=$?
    case $q$g in tcp0) t 'the host itself: %s answers' '宿主机自己：%s 有响应' "$a" ;; tcp1) t 'the host itself: %s does not answer' '宿主机自己：%s 没有响应' "$a" ;;
    tcp2) t 'left out: does the host get an answer? (no curl, bash, nc, wget)' '未查：宿主机自己能否得到响应（没有 curl、bash、nc、wget）' ;; esac
    [ -z "$lost" ] || found 20 cannot-assign 'it listens at %s, which is not an address of this host' '它监听 %s，而宿主机没有这个地址' "$lost"
    [ -n "$pub$lost" ] || found 20 refused 'port %s is open at%sonly: others are refused' '端口 %s 只在%s监听：别的机器会被拒绝' $p "$at"
    [ -n "$pub" ] || continue; case " $(who $q $p other | tr '\n' ' ')" in *" $pub "*) k=in-use && [ $q = tcp ] || k=in-use-udp; found 22 $k \
        'port %s is shared with: %s' '端口 %s 还有别的程序在用：%s' $p "$(holder $q $p)" ;; esac
    case "$at$g $six" in *' 0.0.0.0 '*':: '*) ;; *':: 1 '*) found 30 ipv6 'port %s answers over IPv6 only' '端口 %s 只在 IPv6 上响应' $p ;;
    *' 0.0.0.0 '*' '?*) found 60 ipv6 'port %s answers over IPv4 only, and the host has IPv6' '端口 %s 只在 IPv4 上响应，而宿主机有 IPv6' $p ;; esac
    r=$(gate "$four" ip $q $p "$out" '') && case $r$four in [DR]*ufw-*) r="$r (ufw)" ;; esac
    case $r in DROP*) found 25 timeout "$s" "$z" $p "$out" "$r" && continue ;; '') ;;
    *prohibited* | *no-route* | *host-unreach* | *net-unreach*) found 25 no-route "$s" "$z" $p "$out" "$r" && continue ;;
    *) found 25 refused "$s" "$z" $p "$out" "$r" && continue ;; esac
    [ -z "$four" ] || t 'firewall: lets port %s in (%s)' '防火墙：放行端口 %s（%s）' $p/$q "${out:--}"
    case $at$g in *' 0.0.0.0 '*1) found 50 timeout 'port %s does not even answer the host itself' '端口 %s 连宿主机自己都不响应' $p ;; esac
    r=$(gate "$sixth" ip6 $q $p "$out" '')
    case $at$r$six in *' :: '[DR]*) found 35 ipv6 "$s" "$z" $p "$out, IPv6" "$r" ;; esac
    for b in $bridges; do r=$(gate "$four" ip $q $p "${b%=*}" "${b#*=}"); [ -z "$r" ] || found 40 from-container "$s" "$z" $p "${b%=*}" "$r"; done
done
# What the log says, and what does not fit together
l=$(line 'in use|EADDRINUSE|errno 98|already allocated|地址已' 'addr|bind|listen|port|98')
p=$asked && [ -n "$p$host" ] || { p=${maps%%:*} && p=${p##* }; }
[ -n "$p" ] || p=$(printf '%s\n' "$l" | grep -oE '(:|port )[0-9]{1,5}' | tail -n 1 | grep -oE '[0-9]+')
[ -n "$p" ] || p=${exposed%%/*} && case $l in *[uU][dD][pP]*) proto=udp ;; esac
by='' && [ -z "$p" ] || [ -n "$mine$far" ] || [ -z "$host$l" ] || { by=$(holder $proto $p) && [ -n "$by" ]; } || by=$(holder udp $p)
case $proto/$p in udp/* | */53 | */67 | */1900 | */5353) s=in-use-udp ;; *) s=in-use ;; esac
if [ -z "$mine" ] && [ -n "$by$l" ]; then
    [ "$health" != healthy ] || found 7 health 'the health check is green, but port %s belongs to: %s' '健康检查通过了，但端口 %s 属于：%s' "${p:-?}" "${by:-?}"
    found 12 $s 'port %s is taken by: %s. %s' '端口 %s 已被占用：%s。%s' "${p:-?}" "${by:-?}" "$l"; fi
l=$(line 'permission denied|EACCES|权限不够' 'bind|listen|socket|errno|ping|:[0-9]')
case $l in *[pP]ing* | *[iI][cC][mM][pP]* | *socket:\ perm*) found 12 ping 'it may not ping: %s' '它没有 ping 的权限：%s' "$l" ;;
?*) [ -n "$mine" ] || found 11 permission 'user %s may not take the port: %s' '用户 %s 不能占用这个端口：%s' "${user:-root}" "$l" ;; esac
l=$(line 'cannot assign requested address|EADDRNOTAVAIL|errno 99|无法指定') &&
    [ -z "$l" ] || found 11 cannot-assign 'it wants an address that its network has not: %s' '它要的地址在它的网络里不存在：%s' "$l"
servers() { grep '^nameserver' "$1" 2>/dev/null; }
stale='' && [ "$host$root$far/$state/$dns" != 11/running/0 ] || 
    [ "$(servers /proc/$pid/root/etc/resolv.conf)" = "$(servers /etc/resolv.conf)" ] || stale=1
l=$(line 'bad address|(could|can)(not|n.t| not) resolve|name or service not|name resolution|no such host|ENOTFOUND|EAI_AGAIN|host not found|unknown ?host|未知的名称|域名解析')
if [ -n "$stale" ]; then found 9 resolv-conf 'its name servers are not those of the host now' '它的 DNS 服务器和宿主机现在的不同'
elif [ -z "$host" ] || [ -n "$far" ] || [ -z "$l" ]; then :
elif printf '%s\n' "$l" | grep -qwF -- "$(uname -n)"; then found 8 own-name 'it cannot resolve the name of its own host: %s' '它解析不了宿主机自己的名字：%s' "$l"
else case $l in *upstream*) found 9 proxy 'a proxy in host mode knows no backend by its name: %s' 'host 模式的代理按名字找不到后端：%s' "$l" ;; esac
    found 10 name 'host mode knows no container by its name: %s' 'host 模式不认识容器名：%s' "$l"; fi
if [ -n "$host" ] && [ -z "$far" ]; then
    for k in $maps; do p=${k%%:*} && [ "$state" != running ] || [ -n "$(who tcp $p own)$(who udp $p own)" ] ||
        found 15 published-port 'in host mode %s is not published: use the port that the program has' 'host 模式下 %s 不会发布：请用程序自己的端口' "$k"; done
    for k in $gates; do l=$(line "(^|[^0-9.])$k([^0-9]|\$)" "^[^0-9]|^[0-9]+[^0-9.]") &&
        [ -z "$l" ] || found 50 wrong-address 'it uses an address of a bridge: %s' '它用的是网桥的地址：%s' "$l"; done
    case "$env/$ipc" in */host) ;; *ROS_DISTRO* | *RMW_*) found 48 shared-memory 'ROS 2 without --ipc=host' 'ROS 2，却没有 --ipc=host' ;; esac
    case "$caps/$out" in *NET_ADMIN*/ | *NET_ADMIN*/tun* | *NET_ADMIN*/wg*) found 19 vpn 'it may change routes; default route: %s' '它能改路由；默认路由：%s' "${out:--}" ;; esac
    case "$found/$state/$mine/$asked" in ?*/*/*/* | /running/?*/*) ;; /running//?*) found 40 published-port 'nothing listens at port %s' '没有程序监听端口 %s' $asked ;;
    *) found 40 first-look 'it listens at no port; it is %s, exit status %s: read its log' '它没有监听端口；状态 %s，退出码 %s：请看日志' "$state" "$code" ;; esac
elif [ -z "$far" ]; then
    case " $labels" in *\ com.docker.swarm.* | *\ com.docker.stack.*) found 5 swarm 'stacks ignore network_mode: it is in mode %s' 'stack 忽略 network_mode：它在 %s 模式' "$mode" ;; esac
    [ -z "$asked" ] || for b in $bridges; do r=$(gate "$four" ip $proto $asked "${b%=*}" "${b#*=}") && [ -z "$r" ] ||
        found 8 from-container 'the firewall keeps port %s of the host from %s: %s' '防火墙不放行宿主机的端口 %s（来自 %s）：%s' $asked "${b%=*}" "$r"; done
    l=$(line 'no route to host|host is unreachable|EHOSTUNREACH|timed ?out|ETIMEDOUT|没有到主机|连接超时') &&
        [ -z "$l" ] || found 9 from-container 'it does not reach the host or another machine: %s' '它连不上宿主机或别的机器：%s' "$l"
    l=$(line '(127\.0\.0\.1|localhost).*(refused|111)|(refused|111).*(127\.0\.0\.1|localhost)') &&
        [ -z "$l" ] || found 9 proxy 'in mode %s, localhost is the container itself: %s' '%s 模式下，localhost 是容器自己：%s' "$mode" "$l"
    for k in $nets; do case $k in *.*) l=$(line "(^|host=|from |client: |addr.?.? ?)$k([^0-9]|\$)") && [ -z "$l" ] || found 20 client-address \
        'clients look like the gateway of the bridge: %s' '客户端都显示为网桥的网关：%s' "$l" ;; esac; done
    found 30 first-look 'it is not in host mode, but in mode %s: publish its ports' '它不在 host 模式，而在 %s 模式：端口需要发布' "$mode"
fi
[ "$health" != unhealthy ] || found 55 health 'the health check fails' '健康检查失败'
[ -n "$found" ] || { t 'Found nothing. Others get no answer? See troubleshooting.html#internet' '没有发现问题。别的机器访问不了？见 troubleshooting.html#internet' && exit 0; }
printf '%s' "$found" | sort -t '|' -k 1,1n | awk -F '|' '!seen[$2]++ { k = $2; sub(/^[^|]*\|[^|]*\|/, "")
    printf "%d. troubleshooting.html#%s\n   %s\n", ++n, k, $0 }' && exit 1
