# Verlof: days on which one docent does not work.
load common

setup() {
    setup_placements
    export STAGE_TODAY=2026-11-23T10:00
}

@test "days of one docent are taken down, changed, listed and removed" {
    capture stage verlof add witk 7-12 11-12
    expect_status 0
    expect_stderr "verlof 1 WITK, 2026-12-07 added"
    stage -q verlof add witk morgen
    [ "$(stage verlof list --columns id,docent,van,tot --format tsv)" = "2	WITK	2026-11-24	2026-11-24
1	WITK	2026-12-07	2026-12-11" ]
    stage -q verlof edit 2 --tot 2026-11-25
    [ "$(stage verlof show 2 --columns van,tot --format tsv)" = "2026-11-24	2026-11-25" ]
    STAGE_TODAY=2026-12-01 capture stage -q verlof list --columns id --format tsv
    expect_output "1"
    STAGE_TODAY=2026-12-01 capture stage -q verlof list --all --columns id --format tsv
    expect_output "2
1"
    stage -q verlof rm 2
    stage -q undo
    [ "$(stage verlof list --columns id --format tsv | xargs)" = "2 1" ]
}

@test "what is no verlof is refused" {
    capture stage verlof add witk 11-12 7-12
    expect_status 65
    expect_stderr "before it begins"
    capture stage verlof add nobody morgen
    expect_status 65
    capture stage docent rm witk
    expect_status 65
}

@test "no visit is planned on such a day" {
    local before after
    before=$(stage -q plan --docent witk --columns datum --format tsv | grep . | sort -u | head -1)
    stage -q verlof add witk "$before"
    after=$(stage -q plan --docent witk --columns datum --format tsv)
    [ -n "$before" ]
    [ -n "$after" ]
    [ "$(grep -cx -- "$before" <<<"$after")" -eq 0 ]
}

@test "their mail waits until they are back" {
    stage -q docent edit witk --email witk@example.org
    stage -q verlof add witk vandaag morgen
    capture stage remind --dry-run --format tsv --columns uitkomst,reden
    expect_output "tegengehouden	vrij"
    STAGE_TODAY=2026-11-25T10:00 capture stage remind --dry-run --format tsv --columns uitkomst,reden
    expect_output "verstuurd	"
}
