# long
docker pull -q busybox
docker run -d --name ft1 -w /work busybox sleep 300
docker exec ft1 sh -c 'mkdir -p a/b/c; touch a/one a/b/two; find . -type f | sort; find . -name "t*"; find . -type d | wc -l'
docker exec ft1 sh -c 'ln -s one a/link; readlink a/link; ls -l a/link | cut -c1; test -L a/link && echo link'
docker exec ft1 sh -c 'chmod 640 a/one; stat -c "%a %U %G %s %F" a/one; chmod u+x,g-r a/one; stat -c %a a/one'
docker exec ft1 sh -c 'echo text > a/one; cp a/one a/copy; mv a/copy moved; cat moved; cmp a/one moved && echo same'
docker exec ft1 sh -c 'exec 2>&1; cp -r a z; ls z; rm -r z; ls z; rm z; rm -f z; rmdir a'
docker exec ft1 sh -c 'dd if=/dev/zero of=big bs=1024 count=8 2>/dev/null; ls -l big | tr -s " " | cut -d" " -f5; du -k big | cut -f1'
docker exec ft1 sh -c 'tar cf t.tar a; tar tf t.tar | sort; mkdir u; tar xf t.tar -C u; cat u/a/one'
docker exec -u nobody ft1 sh -c 'touch /work/mine; mkdir /root/x; echo x > /etc/passwd'
docker exec ft1 sh -c 'umask 077; touch private; stat -c %a private; mkdir -m 750 m; stat -c %a m; touch -d "2020-01-02 03:04:05" old; stat -c %y old | cut -c1-10'
docker exec ft1 sh -c 'test -d a && test ! -f a && test -s moved && [ a = a ] && [ 2 -gt 1 ]; echo $?; which ls; realpath a/../moved'
docker diff ft1 | grep -c /work
docker rm -f ft1
