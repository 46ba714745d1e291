/** Calls of every function, by the kind of expression that they usually give. */
import type { Grammar } from './grammar';

const ofNumber = [
  ...['abs(‹number›)', 'ceil(‹number›)', 'floor(‹number›)', 'max(‹number›, ‹number›)', 'min(‹number›, ‹stringish›)'],
  ...['max(‹numbers›...)', 'signum(‹number›)', 'log(‹number›, ‹number›)', 'pow(‹number›, ‹whole›)', 'sum(‹numbers›)'],
  ...[
    'parseint(‹digits›, ‹base›)',
    'parseint(‹string›, 10)',
    'length(‹anything›)',
    'length(‹string›)',
    'length(‹list›)',
  ],
  ...[
    'tonumber(‹stringish›)',
    'try(tonumber(‹string›), ‹number›)',
    'index(‹list›, ‹anything›)',
    'index(‹strings›, ‹string›)',
  ],
  ...['timecmp(‹moment›, ‹moment›)', 'sum([for v in ‹strings› : length(v)])', 'one(‹numbers›)'],
];

const ofString = [
  ...[
    'upper(‹string›)',
    'lower(‹string›)',
    'title(‹string›)',
    'trimspace(‹string›)',
    'strrev(‹string›)',
    'chomp(‹string›)',
  ],
  ...['join(‹spacing›, ‹strings›)', 'join(‹spacing›, ‹strings›, ‹strings›)', 'replace(‹string›, ‹string›, ‹string›)'],
  ...['replace(‹string›, "/[a-c]+/", ‹replacement›)', 'replace(‹string›, "/(.)(?P<rest>.)/", ‹replacement›)'],
  ...['substr(‹string›, ‹index›, ‹index›)', 'substr(‹string›, ‹number›, 2)', 'indent(‹index›, ‹string›)'],
  ...['trim(‹string›, ‹string›)', 'trimprefix(‹string›, ‹string›)', 'trimsuffix(‹string›, ‹literalString›)'],
  ...[
    'format(‹verb›, ‹anything›)',
    'format(‹verb›, ‹number›)',
    'format(‹verb›, ‹string›)',
    'format(‹verb›, ‹string›, ‹number›)',
  ],
  ...[
    'format("%s/%d", ‹string›, floor(‹number›))',
    'format("%v", ‹anything›)',
    'format("%v %v", ‹strings›...)',
    'format(‹verb›)',
  ],
  ...[
    'coalesce(‹stringish›, ‹string›, "z")',
    'jsonencode(‹anything›)',
    'yamlencode(‹anything›)',
    'tostring(‹stringish›)',
  ],
  ...['lookup(‹mapping›, "‹name›", "none")', 'lookup(‹stringmap›, ‹string›, ‹string›)', 'element(‹strings›, ‹index›)'],
  ...[
    'base64encode(‹string›)',
    'base64decode(‹base64›)',
    'base64decode(base64encode(‹string›))',
    'urlencode(‹string›)',
  ],
  ...[
    'textencodebase64(‹string›, ‹encoding›)',
    'textdecodebase64(‹base64›, ‹encoding›)',
    'md5(‹string›)',
    'sha1(‹string›)',
  ],
  ...[
    'sha256(‹string›)',
    'sha512(‹string›)',
    'base64sha256(‹string›)',
    'base64sha512(‹string›)',
    'uuidv5("dns", ‹string›)',
  ],
  ...[
    'formatdate(‹layout›, ‹moment›)',
    'formatdate("YYYY-MM-DD hh:mm", timeadd(‹moment›, ‹duration›))',
    'timeadd(‹moment›, ‹duration›)',
  ],
  ...[
    'cidrsubnet(‹prefix›, ‹index›, ‹index›)',
    'cidrsubnet(‹prefix›, 8, ‹number›)',
    'cidrhost(‹prefix›, ‹number›)',
    'cidrnetmask(‹prefix›)',
  ],
  ...[
    'basename(‹string›)',
    'dirname(‹string›)',
    'basename("a/${‹string›}/")',
    'dirname("/a//${‹string›}/../b")',
    'pathexpand(‹string›)',
  ],
  ...[
    'file("hello.txt")',
    'filebase64("hello.txt")',
    'filesha256("sub/one.yaml")',
    'file(‹string›)',
    'regex(‹pattern›, ‹string›)',
  ],
  ...[
    'templatefile("single.tmpl", {name = ‹anything›})',
    'templatefile("list.tmpl", {name = ‹string›, items = ‹list›})',
  ],
  ...[
    'try(one(‹strings›), "many")',
    'nonsensitive(sensitive(‹string›))',
    'sensitive(‹string›)',
    'tostring(one(‹list›))',
  ],
];

const ofBool = [
  ...['contains(‹strings›, ‹string›)', 'contains(‹list›, ‹anything›)', 'alltrue([for v in ‹strings› : v == "a"])'],
  ...['anytrue([for v in ‹numbers› : v > 1])', 'alltrue([‹bool›, ‹stringish›])', 'anytrue(‹list›)', 'alltrue(‹list›)'],
  ...['startswith(‹string›, ‹string›)', 'endswith(‹string›, ‹literalString›)', 'strcontains(‹string›, ‹string›)'],
  ...[
    'tobool(‹stringish›)',
    'can(regex(‹pattern›, ‹string›))',
    'issensitive(‹anything›)',
    'issensitive(sensitive(‹anything›))',
  ],
  ...['fileexists("hello.txt")', 'fileexists(‹string›)', 'can(tonumber(‹stringish›))', 'length(‹list›) > 1'],
];

const ofStrings = [
  ...[
    'concat(‹strings›, ‹strings›)',
    'distinct(‹strings›)',
    'sort(‹strings›)',
    'reverse(‹strings›)',
    'compact(‹strings›)',
  ],
  ...[
    'tolist(‹strings›)',
    'tolist(toset(‹strings›))',
    'split(‹spacing›, ‹string›)',
    'keys(‹mapping›)',
    'values(‹stringmap›)',
  ],
  ...[
    'flatten([‹strings›, [‹strings›]])',
    'formatlist(‹verb›, ‹strings›)',
    'formatlist("%s-%v", ‹strings›, ‹anything›)',
  ],
  ...[
    'tolist(setunion(‹strings›, ‹strings›))',
    'tolist(setsubtract(‹strings›, ‹strings›))',
    'tolist(setintersection(‹strings›, ‹strings›))',
  ],
  ...['slice(‹strings›, ‹index›, ‹index›)', 'regexall(‹pattern›, ‹string›)', 'coalescelist(‹strings›, ‹strings›)'],
  ...[
    'matchkeys(‹strings›, ‹strings›, ‹strings›)',
    'cidrsubnets(‹prefix›, 4, ‹index›)',
    'tolist(fileset("sub", "**"))',
  ],
  ...[
    'concat(‹list›, ‹list›)',
    'distinct(‹list›)',
    'reverse(‹list›)',
    'sort(‹list›)',
    'slice(‹list›, 0, 1)',
    'element(chunklist(‹strings›, 2), 0)',
  ],
];

const ofNumbers = [
  ...[
    'range(‹literalNumber›)',
    'range(‹literalNumber›, ‹literalNumber›)',
    'range(0, ‹number›, ‹number›)',
    'tolist(toset(‹numbers›))',
  ],
  ...[
    'reverse(‹numbers›)',
    'slice(concat(‹numbers›, [7, 8]), 0, 2)',
    'concat(‹numbers›, ‹numbers›)',
    'distinct(‹numbers›)',
  ],
  ...[
    '[for v in ‹strings› : index(‹strings›, v)]',
    'flatten([‹numbers›, ‹number›])',
    'sort(‹numbers›)',
    'chunklist(‹numbers›, 2)[0]',
  ],
];

const ofMapping = [
  ...[
    'merge(‹mapping›, ‹mapping›)',
    'merge(‹mapping›, null, ‹mapping›)',
    'merge([‹mapping›, ‹mapping›]...)',
    'merge(‹objects›...)',
  ],
  ...['zipmap(["a", "b"], [‹anything›, ‹anything›])', 'zipmap(‹strings›, ‹strings›)', 'zipmap(‹strings›, ‹list›)'],
  ...['tomap({for k, v in ‹mapping› : k => "v"})', 'tomap(‹mapping›)', 'tomap({a = ‹anything›, b = ‹anything›})'],
  ...['transpose({for k in ‹strings› : k => [‹literalString›, "t"]...})', 'transpose({a = ‹strings›, b = ‹strings›})'],
  ...['yamldecode(‹yaml›)', 'jsondecode(‹json›)', 'regex("(?P<a>.)(?P<b>.*)", ‹string›)', 'try(‹mapping›, {})'],
];

const ofAnything = [
  ...[
    'try(‹anything›, ‹anything›)',
    'coalesce(‹anything›, ‹anything›)',
    'coalescelist(‹list›, ‹list›)',
    'flatten(‹list›)',
  ],
  ...[
    'flatten([‹list›, [‹list›], ‹anything›])',
    'setproduct(‹strings›, ‹strings›)',
    'setproduct(‹list›, ‹set›)',
    'setproduct(‹set›, ‹set›)',
  ],
  ...[
    'setunion(‹list›, ‹list›)',
    'setsubtract(‹set›, ‹list›)',
    'setintersection(‹list›, ‹set›)',
    'yamldecode(yamlencode(‹anything›))',
  ],
  ...[
    'jsondecode(jsonencode(‹anything›))',
    'yamldecode(‹yaml›)',
    'jsondecode(‹json›)',
    'csvdecode(‹csv›)',
    'regexall(‹pattern›, ‹string›)',
  ],
  ...[
    'regex(‹pattern›, ‹string›)',
    'values(‹mapping›)',
    'keys(‹anything›)',
    'one(‹list›)',
    'one(‹anything›)',
    'element(‹list›, ‹number›)',
  ],
  ...[
    'chunklist(‹list›, ‹index›)',
    'tolist(‹anything›)',
    'toset(‹anything›)',
    'tomap(‹anything›)',
    'tostring(‹anything›)',
  ],
  ...[
    'tolist([‹anything›, ‹anything›])',
    'tolist([‹anything›, ‹anything›, ‹anything›])',
    'toset([‹mapping›, ‹mapping›])',
  ],
  ...[
    'toset({a = ‹list›, b = ‹mapping›})',
    'tomap({a = ‹mapping›, b = ‹mapping›})',
    'tomap({a = [‹anything›], b = ‹list›})',
  ],
  ...['lookup(‹mapping›, "‹name›", ‹anything›)', 'lookup(‹mapping›, ‹string›)', 'matchkeys(‹list›, ‹list›, ‹list›)'],
  ...[
    'concat(‹list›, ‹list›)',
    'reverse(‹list›)',
    'distinct(‹list›)',
    'sort(‹anything›)',
    'length(‹anything›)',
    'sum(‹anything›)',
  ],
  ...[
    'contains(‹anything›, ‹anything›)',
    'index(‹anything›, ‹anything›)',
    'merge(‹anything›, ‹mapping›)',
    'zipmap(‹anything›, ‹list›)',
  ],
  ...[
    'fileset("sub", "‹glob›")',
    'yamldecode(file("data.yaml"))',
    'jsondecode(file("data.json"))',
    'csvdecode(file("data.csv"))',
  ],
  ...[
    'nonsensitive(‹anything›)',
    'nonsensitive(sensitive(‹anything›))',
    'sensitive(‹anything›)',
    'sensitive(‹mapping›).a',
    'ephemeralasnull(‹anything›)',
  ],
  ...[
    'formatlist(‹verb›, ‹list›)',
    'core::upper(‹string›)',
    'core::merge(‹mapping›, ‹mapping›)',
    'setproduct(‹strings›, ‹strings›, ‹numbers›)',
  ],
  ...[
    'cidrsubnets(‹prefix›, ‹index›, ‹index›)',
    'slice(‹list›, ‹index›, ‹index›)',
    'split(‹string›, ‹string›)',
    'coalesce(‹list›...)',
  ],
];

export const calls: Grammar = {
  glob: ['**', '*', '*.yaml', '**/*.yaml', '{one,three}.y*ml', '[a-t]*', '?ne.yaml', 'deep/**', '*/*', '[!o]*', ''],
  call: [...ofAnything, ...ofNumber, ...ofString, ...ofBool, ...ofStrings, ...ofNumbers, ...ofMapping],
  calledNumber: ofNumber,
  calledString: ofString,
  calledBool: ofBool,
  calledStrings: ofStrings,
  calledNumbers: ofNumbers,
  calledMapping: ofMapping,
};
