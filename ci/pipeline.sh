#!/usr/bin/env bash
# What a pipeline does with charters. Every setting is a variable, so that nothing of an event is ever part of a script:
#
#   CHARTER_MODE        review, apply, drift; or auto (default): by what started the pipeline
#   CHARTER_HOST        github or gitlab
#   CHARTER_CHARTERS    files and folders, separated by blanks; patterns are expanded. Default: charter.yaml or charter/
#   CHARTER_TESTS       files and folders of assertions, likewise. Default: those beside, if there are any
#   CHARTER_APPROVALS   true (default): only what the reviews of the pull request permit; false: the token alone decides
#   CHARTER_EXPIRING    days ahead for which expiring access is shown. Default: 14
#   CHARTER_SARIF       file for the findings of the review, for code scanning
#   CHARTER_PLANS       folder for the saved plans. Default: .charter/plans
#   CHARTER_COMMAND     how to run charter. Default: node_modules/.bin/charter, else charter
#
# Connection and tokens are those of the command: CHARTER_API, CHARTER_TOKEN, GITHUB_TOKEN or GITLAB_TOKEN.
# Exit codes are the command's: 0 done, 1 error, 3 refused, 4 incomplete. Drift itself is no failure: its issue tells.
set -euo pipefail

fail() {
  printf 'error: %s\n' "$*" >&2
  exit 1
}

charter() {
  local -a command
  if [ -n "${CHARTER_COMMAND:-}" ]; then
    read -r -a command <<<"$CHARTER_COMMAND"
  elif [ -x node_modules/.bin/charter ]; then
    command=(node_modules/.bin/charter)
  elif type -P charter >/dev/null; then
    command=("$(type -P charter)")
  else
    fail "charter is not installed here: add it to package.json and run npm ci before"
  fi
  "${command[@]}" "$@"
}

# Tells later steps, where the code host takes it.
tell() {
  if [ -n "${GITHUB_OUTPUT:-}" ]; then printf '%s=%s\n' "$1" "$2" >>"$GITHUB_OUTPUT"; fi
}

mode_of_event() {
  case "${CHARTER_HOST}:${GITHUB_EVENT_NAME:-}${CI_PIPELINE_SOURCE:-}" in
    github:pull_request | github:pull_request_review | gitlab:merge_request_event) echo review ;;
    github:push | gitlab:push) echo apply ;;
    github:schedule | github:workflow_dispatch | gitlab:schedule | gitlab:web) echo drift ;;
    github:pull_request_target) fail "pull_request_target gives a stranger's code the repository's secrets: use pull_request" ;;
    *) fail "what started this pipeline says not what to do: set CHARTER_MODE to review, apply or drift" ;;
  esac
}

review() {
  local code=0
  charter validate --format "$findings" -- ${charters[@]+"${charters[@]}"} || code=$?
  if [ -n "${CHARTER_SARIF:-}" ]; then
    charter validate --format sarif -- ${charters[@]+"${charters[@]}"} >"$CHARTER_SARIF" || true
  fi
  [ "$code" -eq 0 ] || return "$code"
  if has_tests; then
    charter test --format "$findings" -- ${tests[@]+"${tests[@]}"} || code=$?
    [ "$code" -ne 1 ] || return 1
  fi
  # The plan is shown all the same where an assertion does not hold: it says what would come of it.
  local planned=0
  charter plan --out "$plans/" --comment "$CHARTER_HOST" ${approvals[@]+"${approvals[@]}"} "${expiring[@]}" \
    -- ${charters[@]+"${charters[@]}"} || planned=$?
  summarize
  [ "$planned" -eq 0 ] || return "$planned"
  return "$code"
}

apply() {
  local code=0
  charter plan --out "$plans/" ${approvals[@]+"${approvals[@]}"} "${expiring[@]}" -- ${charters[@]+"${charters[@]}"} || code=$?
  summarize
  [ "$code" -eq 0 ] || return "$code"
  charter apply --yes ${approvals[@]+"${approvals[@]}"} -- "$plans"/*.json
}

drift() {
  local code=0
  charter drift --issue "$CHARTER_HOST" "${expiring[@]}" -- ${charters[@]+"${charters[@]}"} || code=$?
  if [ "$code" -eq 2 ]; then
    tell drift true
    return 0
  fi
  if [ "$code" -eq 0 ]; then tell drift false; fi
  return "$code"
}

# With no paths of their own, assertions are optional.
has_tests() {
  [ "${#tests[@]}" -gt 0 ] || [ -d charter-tests ] || compgen -G '*.charter-test.*' >/dev/null
}

# The plans as a page of the run, where the code host has one.
summarize() {
  local plan
  [ -n "${GITHUB_STEP_SUMMARY:-}" ] || return 0
  for plan in "$plans"/*.json; do
    if [ -e "$plan" ]; then charter plan --format markdown -- "$plan" >>"$GITHUB_STEP_SUMMARY" || true; fi
  done
}

case "${CHARTER_HOST:-}" in
  github | gitlab) ;;
  *) fail "CHARTER_HOST must be github or gitlab" ;;
esac
mode=${CHARTER_MODE:-auto}
if [ "$mode" = auto ]; then mode=$(mode_of_event); fi

# Patterns in these two are meant to be expanded.
# shellcheck disable=SC2206
charters=(${CHARTER_CHARTERS:-})
# shellcheck disable=SC2206
tests=(${CHARTER_TESTS:-})
plans=${CHARTER_PLANS:-.charter/plans}
expiring=(--expiring "${CHARTER_EXPIRING:-14}")
case "${CHARTER_APPROVALS:-true}" in
  true) approvals=(--approvals "$CHARTER_HOST") ;;
  false) approvals=() ;;
  *) fail "CHARTER_APPROVALS must be true or false" ;;
esac
if [ "$CHARTER_HOST" = github ]; then findings=github; else findings=text; fi
mkdir -p "$plans"
# Plans of an earlier run are not applied with those of this one.
rm -f "$plans"/*.json

tell mode "$mode"
code=0
case "$mode" in
  review) review || code=$? ;;
  apply) apply || code=$? ;;
  drift) drift || code=$? ;;
  *) fail "CHARTER_MODE is $mode, and must be review, apply, drift or auto" ;;
esac
tell exit-code "$code"
exit "$code"
