import KubeAPI

/// The `minikube` of a sandbox: it steers the cluster that the session has, and says what it isn't.
///
/// It asks the session's own API server by kubectl, so it can do nothing that its user couldn't.
enum MinikubeShim {
    static let text = #"""
        #!/bin/sh
        # In a sandbox there is one cluster, the session's own: this starts and stops it, and starts no virtual machine.
        ask() { kubectl get --raw "/slidectl/cluster/$1" 2>/dev/null; }
        state() { state=$(ask state) || state=Nonexistent; }
        exists() {
            state
            [ "$state" != Nonexistent ] || {
                echo "* Profile \"minikube\" not found. Run \"minikube profile list\" to view all profiles." >&2
                echo "  To start a cluster, run: \"minikube start\"" >&2
                exit 85
            }
        }
        case "$1" in
            start)
                ask start >/dev/null || { echo "X this session has no cluster: open it with --cluster embedded" >&2; exit 69; }
                echo "* slidectl's embedded cluster, $(kubectl version 2>/dev/null | sed -n 's/^Server Version: /Kubernetes /p')"
                echo "* Done! kubectl is now configured to use \"minikube\" cluster and \"default\" namespace by default"
                ;;
            status)
                exists
                printf 'minikube\ntype: Control Plane\nhost: %s\nkubelet: %s\napiserver: %s\nkubeconfig: Configured\n\n' \
                    "$state" "$state" "$state"
                [ "$state" = Running ] || exit 7
                ;;
            stop)
                exists
                echo '* Stopping node "minikube"  ...'
                ask stop >/dev/null && echo '* 1 node stopped.'
                ;;
            delete)
                exists
                ask delete >/dev/null && echo '* Removed all traces of the "minikube" cluster.'
                ;;
            ip) exists; echo 127.0.0.1 ;;
            dashboard) exists; ask dashboard ;;
            service)
                exists
                shift
                name= namespace=default all= list=
                while [ $# -gt 0 ]; do
                    case "$1" in
                        --url) ;;
                        -n|--namespace) namespace=$2; shift ;;
                        --all) all=1 ;;
                        list) list=1 ;;
                        -*) echo "X slidectl's minikube doesn't know $1" >&2; exit 14 ;;
                        *) name=$1 ;;
                    esac
                    shift
                done
                if [ -n "$list" ]; then exec kubectl get services --all-namespaces; fi
                [ -n "$name$all" ] || { echo "X You must specify a service name" >&2; exit 14; }
                kubectl get services $name -n "$namespace" \
                    -o jsonpath='{range .items[*]}{.spec.ports[*].nodePort}{"\n"}{end}{.spec.ports[*].nodePort}' |
                    tr ' ' '\n' | sed -n 's|^[0-9][0-9]*$|http://127.0.0.1:&|p'
                ;;
            addons)
                [ "$2" = list ] || [ -z "$2" ] || { echo "X the embedded cluster has no addons to switch" >&2; exit 10; }
                printf '|-------------|----------|---------|\n| ADDON NAME  | PROFILE  | STATUS  |\n'
                printf '|-------------|----------|---------|\n| dashboard   | minikube | enabled |\n'
                printf '|-------------|----------|---------|\n'
                ;;
            version) echo "minikube version: slidectl's own, for the session's cluster" ;;
            kubectl) shift; [ "$1" = -- ] && shift; exec kubectl "$@" ;;
            profile) echo minikube ;;
            node)
                [ "$2" = list ] || { echo "X the embedded cluster has the one node that it has" >&2; exit 14; }
                exists
                printf '\#(EmbeddedCluster.node.name)\t\#(EmbeddedCluster.node.address)\n'
                ;;
            ''|help|-h|--help)
                echo "slidectl's minikube steers the session's cluster:"
                echo "  start, status, stop, delete, dashboard, ip, node list, service NAME --url, addons list,"
                echo "  kubectl -- …"
                ;;
            *) echo "X slidectl's minikube doesn't know \"$1\": minikube help lists what it does" >&2; exit 14 ;;
        esac

        """#
}
