package io.signalbox.engine.graph;

import io.signalbox.engine.graph.Problem.Severity;
import java.util.EnumSet;
import java.util.Set;

/// What can be wrong with a file, a graph, the home directory or a plug-in. Its id is an API: it
/// never changes its meaning. Its words are in `problems.properties`.
public enum ProblemCode {
  // Ids and connections.
  BAD_ID("bad-id", Severity.ERROR),
  MISMATCHED_ID("mismatched-id", Severity.ERROR),
  AMBIGUOUS_ID("ambiguous-id", Severity.ERROR),
  NO_START("no-start", Severity.ERROR),
  NO_TARGET("no-target", Severity.ERROR),
  UNKNOWN_TARGET("unknown-target", Severity.ERROR),
  NOT_A_MODEL("not-a-model", Severity.ERROR),
  CYCLE("cycle", Severity.ERROR),
  UNREACHABLE("unreachable", Severity.WARNING),
  DISABLED("disabled", Severity.ERROR),
  DISABLED_START("disabled-start", Severity.ERROR),
  GRAPH_TOO_LARGE("graph-too-large", Severity.ERROR),

  // Fields of nodes, models, promises and frames.
  MISSING_VALUE("missing-value", Severity.ERROR),
  OUT_OF_RANGE("out-of-range", Severity.ERROR),
  NO_RULES("no-rules", Severity.WARNING),
  NO_BRANCHES("no-branches", Severity.ERROR),
  NO_LABELS("no-labels", Severity.ERROR),
  BAD_LABEL("bad-label", Severity.ERROR),
  DUPLICATE_BRANCH("duplicate-branch", Severity.WARNING),
  ONE_CLASS("one-class", Severity.ERROR),
  NO_EXAMPLES("no-examples", Severity.ERROR),
  DUPLICATE_EXAMPLE("duplicate-example", Severity.WARNING),
  UNKNOWN_ENCODER("unknown-encoder", Severity.WARNING),
  EXAMPLES_LANGUAGE("examples-language", Severity.WARNING),
  ONE_AIM("one-aim", Severity.ERROR),
  NOTHING_LEARNED("nothing-learned", Severity.WARNING),
  NO_OUTCOMES("no-outcomes", Severity.WARNING),
  WORSE_THAN_BEST("worse-than-best", Severity.WARNING),
  ALWAYS_DECLINES("always-declines", Severity.WARNING),
  GATE_WITHOUT_SUITE("gate-without-suite", Severity.WARNING),
  GATE_CLOSED("gate-closed", Severity.NOTE),
  NO_FAILURE_CLASSES("no-failure-classes", Severity.WARNING),
  ATTEMPTS_ABOVE_LIMIT("attempts-above-limit", Severity.WARNING),
  NOBODY_CONTINUES("nobody-continues", Severity.WARNING),
  CONTINUES_TEXT("continues-text", Severity.NOTE),
  MIXED_VECTOR_SPACES("mixed-vector-spaces", Severity.WARNING),
  NO_LIMIT("no-limit", Severity.ERROR),
  CACHE_STORES("cache-stores", Severity.NOTE),
  MIRROR_STORES("mirror-stores", Severity.NOTE),
  NO_CHANGE("no-change", Severity.WARNING),
  NOTHING_TO_RESTORE("nothing-to-restore", Severity.WARNING),
  EMPTY_PROMISE("empty-promise", Severity.ERROR),
  EMPTY_FRAME("empty-frame", Severity.WARNING),

  // Models and their providers.
  UNKNOWN_PROVIDER("unknown-provider", Severity.ERROR),
  NO_KEY("no-key", Severity.NOTE),
  NO_PRICE("no-price", Severity.WARNING),
  RETIRED("retired", Severity.WARNING),
  KEY_FOR_ANOTHER_SERVER("key-for-another-server", Severity.ERROR),
  ADDRESS_WITHOUT_PATH("address-without-path", Severity.WARNING),
  ADDRESS_OF_YOUR_OWN("address-of-your-own", Severity.ERROR),
  BAD_PARAMETER("bad-parameter", Severity.ERROR),
  NULL_PARAMETER("null-parameter", Severity.ERROR),
  BUDGET_BELOW_ONE_CALL("budget-below-one-call", Severity.WARNING),
  BUDGET_WITHOUT_MODELS("budget-without-models", Severity.WARNING),
  BUDGET_WITHOUT_PRICE("budget-without-price", Severity.WARNING),
  COST_WITHOUT_PRICE("cost-without-price", Severity.WARNING),
  SMALLER_CONTEXT("smaller-context", Severity.WARNING),

  // Conditions and promises.
  CONDITION("condition", Severity.ERROR),
  UNKNOWN_MODEL("unknown-model", Severity.ERROR),
  NEVER_HOLDS("never-holds", Severity.WARNING),
  SHADOWED_RULE("shadowed-rule", Severity.WARNING),
  SHADOWED_BY_SEVERAL("shadowed-by-several", Severity.WARNING),
  ALWAYS_HOLDS("always-holds", Severity.WARNING),
  STEP_BUDGET("step-budget", Severity.WARNING, Severity.NOTE),
  PROMISE_BROKEN("promise-broken", Severity.ERROR, Severity.WARNING),
  PROMISE_MORE("promise-more", Severity.ERROR, Severity.WARNING),
  PROMISE_IN_DOUBT("promise-in-doubt", Severity.WARNING),

  // Files of graphs and suites.
  NOT_A_GRAPH("not-a-graph", Severity.ERROR),
  NOT_A_SUITE("not-a-suite", Severity.ERROR),
  NOT_A_COMPARISON("not-a-comparison", Severity.ERROR),
  NOT_PLANS("not-plans", Severity.ERROR),
  PLANS_UNREADABLE("plans-unreadable", Severity.ERROR),
  VERSION("version", Severity.ERROR),
  NOT_SUPPORTED("not-supported", Severity.ERROR),
  UNKNOWN_KEY("unknown-key", Severity.ERROR),
  MISSING_KEY("missing-key", Severity.ERROR),
  DUPLICATE_KEY("duplicate-key", Severity.ERROR),
  MERGE_KEY("merge-key", Severity.ERROR),
  EMPTY_VALUE("empty-value", Severity.ERROR),
  INVALID_VALUE("invalid-value", Severity.ERROR),
  UNKNOWN_VALUE("unknown-value", Severity.ERROR),
  WRONG_TYPE("wrong-type", Severity.ERROR),
  NOT_A_MAPPING("not-a-mapping", Severity.ERROR),
  TEXT_OR_MESSAGES("text-or-messages", Severity.ERROR),
  EMPTY_EXPECTATION("empty-expectation", Severity.ERROR),
  SECRET("secret", Severity.ERROR),
  KEY_REFERENCE("key-reference", Severity.ERROR),
  URL("url", Severity.ERROR),

  // Text that is not YAML, or too much of it.
  FILE_TOO_LARGE("file-too-large", Severity.ERROR),
  NOT_UTF_8("not-utf-8", Severity.ERROR),
  NGINX("nginx", Severity.ERROR),
  TOML("toml", Severity.ERROR),
  YAML("yaml", Severity.ERROR),
  YAML_EMPTY("yaml.empty", Severity.ERROR),
  YAML_CHARACTER("yaml.character", Severity.ERROR),
  YAML_QUOTE("yaml.quote", Severity.ERROR),
  YAML_LIST("yaml.list", Severity.ERROR),
  YAML_MAPPING("yaml.mapping", Severity.ERROR),
  YAML_TAB("yaml.tab", Severity.ERROR),
  YAML_COLON("yaml.colon", Severity.ERROR),
  YAML_INDENTATION("yaml.indentation", Severity.ERROR),
  YAML_START("yaml.start", Severity.ERROR),
  YAML_ESCAPE("yaml.escape", Severity.ERROR),
  YAML_KEY("yaml.key", Severity.ERROR),
  YAML_DOCUMENTS("yaml.documents", Severity.ERROR),
  YAML_DEPTH("yaml.depth", Severity.ERROR),
  YAML_ALIAS("yaml.alias", Severity.ERROR),
  YAML_ALIASES("yaml.aliases", Severity.ERROR),

  // The home directory.
  STORE_DAMAGED("store.damaged", Severity.WARNING),
  STORE_NEWER("store.newer", Severity.ERROR),
  STORE_UNUSABLE("store.unusable", Severity.ERROR),
  STORE_SQLITE("store.sqlite", Severity.ERROR),
  VAULT_SIZE("vault.size", Severity.ERROR),
  VAULT_UNWRITABLE("vault.unwritable", Severity.ERROR),
  VAULT_LOCKED("vault.locked", Severity.ERROR),
  VAULT_UNREADABLE("vault.unreadable", Severity.ERROR),
  APP_NAME("app.name", Severity.ERROR),
  APP_KEY("app.key", Severity.ERROR),
  APP_EXISTS("app.exists", Severity.ERROR),

  // Plug-ins.
  PLUGIN_OPEN("plugin-open", Severity.WARNING),
  PLUGIN_TWICE("plugin-twice", Severity.WARNING),
  PLUGIN_BROKEN("plugin-broken", Severity.WARNING),
  OWN_PROVIDER("own-provider", Severity.WARNING),
  UNKNOWN_DIALECT("unknown-dialect", Severity.WARNING);

  private final String id;
  private final Severity worst;
  private final Severity least;

  ProblemCode(String id, Severity severity) {
    this(id, severity, severity);
  }

  ProblemCode(String id, Severity worst, Severity least) {
    this.id = id;
    this.worst = worst;
    this.least = least;
  }

  /// The code as scripts read it: `unknown-target`.
  public String id() {
    return id;
  }

  @Override
  public String toString() {
    return id;
  }

  /// How bad it is, unless its finder says otherwise.
  public Severity severity() {
    return worst;
  }

  /// How bad it can be, the worst first.
  public Set<Severity> severities() {
    return EnumSet.range(worst, least);
  }
}
