package io.signalbox.engine.plan;

import io.signalbox.engine.graph.KeyRef;
import io.signalbox.engine.graph.Model;
import io.signalbox.engine.graph.Place;
import io.signalbox.engine.graph.Problem;
import io.signalbox.engine.graph.ProblemCode;
import io.signalbox.engine.workspace.Fields;
import io.signalbox.engine.workspace.Findings;
import io.signalbox.engine.workspace.KnownKeys;
import io.signalbox.engine.workspace.Yaml;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Reads the plans of a file.
final class PlanReader {
  static final KnownKeys PLANS = KnownKeys.keys("plans", "a file of plans", "plans", "");
  static final KnownKeys PLAN =
      KnownKeys.keys("plan", "a plan", "id models", "name url key usd quotas then");
  static final KnownKeys QUOTA = KnownKeys.keys("quota", "a quota", "per", "requests tokens");

  private static final long MOST_REQUESTS = 1_000_000_000;
  private static final long MOST_TOKENS = 1_000_000_000_000L;
  private static final Pattern ID = Pattern.compile("[a-z][a-z0-9-]{0,39}");
  private static final Pattern MODEL = Pattern.compile("[a-z][a-z0-9-]{0,39}/[^\\s*]{0,200}\\*?");

  private PlanReader() {}

  static Optional<List<PaidPlan>> read(Findings findings, Yaml root) {
    if (!(root instanceof Yaml.Mapping mapping) || mapping.entries().isEmpty()) {
      findings.add(Problem.of(ProblemCode.NOT_PLANS), root);
      return Optional.empty();
    }
    Yaml first = mapping.entries().firstEntry().getValue().key();
    Fields fields = Fields.of(findings, Place.WHOLE, mapping, first, PLANS);
    var plans = new ArrayList<PaidPlan>();
    Set<String> ids = new HashSet<>();
    for (Fields each : fields.listed("plans", PLAN)) {
      PaidPlan plan = plan(each);
      if (!plan.id().isEmpty() && !ids.add(plan.id())) {
        each.wrong("id", "an id that no other plan has", "");
      }
      plans.add(plan);
    }
    return Optional.of(List.copyOf(plans));
  }

  private static PaidPlan plan(Fields fields) {
    String id =
        fields
            .read("id", "a letter and up to 39 letters, digits and hyphens", "", matching(ID))
            .orElse("");
    return new PaidPlan(
        id,
        fields.textIfAny("name").orElse(id),
        models(fields),
        unsaid(fields, "url", ProblemCode.URL, text -> Optional.of(text).filter(Model::isAddress)),
        unsaid(fields, "key", ProblemCode.KEY_REFERENCE, KeyRef::read),
        fields.money("usd"),
        fields.has("quotas") ? quotas(fields) : List.of(),
        fields.read("then", "skip or pay", "", PlanReader::then).orElse(PaidPlan.Then.SKIP));
  }

  /// What is wrong is not repeated: it may be a key, or an address with a password.
  private static <T> Optional<T> unsaid(
      Fields fields, String key, ProblemCode code, Function<String, Optional<T>> reading) {
    Optional<T> read = fields.textIfAny(key).flatMap(reading);
    if (read.isEmpty() && fields.has(key)) {
      fields
          .value(key)
          .ifPresent(value -> fields.findings().add(Problem.of(code, fields.place(key)), value));
    }
    return read;
  }

  private static Function<String, Optional<String>> matching(Pattern pattern) {
    return text -> Optional.of(text).filter(each -> pattern.matcher(each).matches());
  }

  private static Optional<PaidPlan.Then> then(String text) {
    return Stream.of(PaidPlan.Then.values())
        .filter(each -> each.name().toLowerCase(Locale.ROOT).equals(text))
        .findFirst();
  }

  private static List<String> models(Fields fields) {
    List<String> models = fields.texts("models");
    boolean fits =
        !models.isEmpty() && models.stream().allMatch(each -> MODEL.matcher(each).matches());
    if (!fits && fields.has("models")) {
      fields.wrong(
          "models",
          "a list of models as provider/model",
          "Write [ zai/glm-4.6 ], or [ zai/* ] for all.");
    }
    return models;
  }

  private static List<PlanQuota> quotas(Fields fields) {
    Set<PlanPeriod> periods = new HashSet<>();
    var quotas = new ArrayList<PlanQuota>();
    for (Fields each : fields.listed("quotas", QUOTA)) {
      Optional<PlanQuota> quota = quota(each);
      if (quota.isPresent() && !periods.add(quota.get().per())) {
        each.wrong(
            "per",
            "a time that no other quota of the plan has",
            "Write { requests: 120, tokens: 500000, per: 5h } as one.");
      }
      quota.ifPresent(quotas::add);
    }
    return quotas;
  }

  private static Optional<PlanQuota> quota(Fields fields) {
    var requests = fields.whole("requests", 1, MOST_REQUESTS);
    var tokens = fields.whole("tokens", 1, MOST_TOKENS);
    if (!fields.has("requests") && !fields.has("tokens")) {
      fields.wrong(
          fields.place(),
          fields.where(),
          "requests, tokens or both",
          "Write { requests: 120, per: 5h }.");
    }
    return fields
        .read(
            "per",
            "a time",
            "Write 5h or 7d, counted from the first call, or hour, day, week or month.",
            PlanPeriod::read)
        .map(per -> new PlanQuota(requests, tokens, per));
  }
}
