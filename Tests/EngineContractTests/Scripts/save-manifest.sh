# long
# not behind the gate: it refuses unreadable archives in its own words
docker pull -q busybox
printf 'FROM busybox\nRUN echo layer > /layer\nCMD ["cat","/layer"]\n' | docker build -q -t svm:1 - | cut -c1-7
docker save -o svm.tar svm:1
tar xOf svm.tar manifest.json | python3 -c 'import json,sys; m=json.load(sys.stdin)[0]; print(m["RepoTags"], len(m["Layers"]))'
tar xOf svm.tar $(tar xOf svm.tar manifest.json | python3 -c 'import json,sys; print(json.load(sys.stdin)[0]["Config"])') | python3 -c 'import json,sys; c=json.load(sys.stdin); print(c["config"]["Cmd"], c["os"], len(c["rootfs"]["diff_ids"]))'
docker inspect -f '{{.Id}}' svm:1 > before
docker rmi svm:1 | grep Untagged
docker load < svm.tar
docker inspect -f '{{.Id}}' svm:1 | cmp - before && echo same
docker run --rm svm:1
docker load < svm.tar
echo garbage | docker load
docker load -i nosuch.tar
docker save
docker rmi svm:1 | grep Untagged
