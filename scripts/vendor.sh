#!/bin/sh
# Fetches the front end's third-party files by name and version and lays them into static/vendor.
# `sh scripts/vendor.sh` fetches, writes and records; `sh scripts/vendor.sh check` only compares what is there with VENDORED.txt.
set -eu
cd "$(dirname "$0")/../static/vendor"
if [ "${1:-}" = check ]; then
    grep -v '^#' VENDORED.txt | awk '{ print $4 "  " $3 }' | sha256sum --check --quiet
    exit
fi

BOOTSTRAP=5.3.9
ICONS=1.13.2
SANS=5.3.0
WORK=$(mktemp -d)
trap 'rm -rf "$WORK"' EXIT
unpack() {
    (cd "$WORK" && npm pack --silent "$1" >name && mkdir "$2" && tar -xzf "$(cat name)" -C "$2" --strip-components=1)
}
unpack "bootstrap@$BOOTSTRAP" bootstrap
unpack "bootstrap-icons@$ICONS" icons
unpack "@fontsource-variable/source-sans-3@$SANS" sans

mkdir -p bootstrap bootstrap-icons source-sans-3
# the source map isn't kept, so the line that names it goes too
grep -v '^/\*# sourceMappingURL' "$WORK/bootstrap/dist/css/bootstrap.min.css" >bootstrap/bootstrap.min.css
cp "$WORK/bootstrap/LICENSE" bootstrap/LICENSE
cp "$WORK/icons/LICENSE" bootstrap-icons/LICENSE
{
    printf '<svg xmlns="http://www.w3.org/2000/svg">\n'
    while read -r name; do
        sed -e 's/<svg[^>]*class="bi bi-\([^"]*\)"[^>]*>/<symbol id="\1" viewBox="0 0 16 16">/' -e 's/<\/svg>/<\/symbol>/' \
            "$WORK/icons/icons/$name.svg" | tr -d '\n'
        printf '\n'
    done <bootstrap-icons/icons.txt
    printf '</svg>\n'
} >bootstrap-icons/sprite.svg
for part in latin latin-ext; do
    for slope in normal italic; do
        cp "$WORK/sans/files/source-sans-3-$part-wght-$slope.woff2" source-sans-3/
    done
done
cp "$WORK/sans/LICENSE" source-sans-3/LICENSE

{
    echo "# name version file sha256, written by scripts/vendor.sh; htmx 2 comes from the Python package django-htmx"
    for file in bootstrap/* bootstrap-icons/* source-sans-3/*; do
        case $file in
            bootstrap/*) name=bootstrap version=$BOOTSTRAP ;;
            bootstrap-icons/*) name=bootstrap-icons version=$ICONS ;;
            *) name=@fontsource-variable/source-sans-3 version=$SANS ;;
        esac
        echo "$name $version $file $(sha256sum "$file" | cut -d' ' -f1)"
    done
} >VENDORED.txt
