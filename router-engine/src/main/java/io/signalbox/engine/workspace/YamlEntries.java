package io.signalbox.engine.workspace;

import io.signalbox.engine.graph.Problem;
import io.signalbox.engine.graph.ProblemCode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Predicate;

/// The entries of a mapping while it is read. In a file of Signalbox's own the first of two keys
/// counts and nothing is merged; other programs take the last, and what `<<` names where the
/// mapping itself says nothing. For one thread.
final class YamlEntries {
  private final Findings findings;
  private final boolean foreign;
  private final SequencedMap<String, Yaml.Keyed> entries = new LinkedHashMap<>();
  private final List<Yaml.Mapping> merged = new ArrayList<>();

  /// Keys that look like secrets, each under a name of its own that hides it.
  private final Map<String, String> hidden = new HashMap<>();

  /// @param foreign whether it is another program's file
  YamlEntries(Findings findings, boolean foreign) {
    this.findings = findings;
    this.foreign = foreign;
  }

  void put(Yaml key, Yaml value) {
    if (!(key instanceof Yaml.Scalar said)) {
      findings.add(Problem.of(ProblemCode.YAML_KEY), key);
      return;
    }
    if (said.text().equals("<<") && said.form() == Yaml.ScalarForm.PLAIN && isMerge(said, value)) {
      return;
    }
    Yaml.Scalar name = foreign ? shown(said) : said;
    var entry = new Yaml.Keyed(name, value);
    Optional<Yaml.Keyed> before = Optional.ofNullable(entries.putIfAbsent(name.text(), entry));
    before.ifPresent(first -> twice(first, entry));
  }

  private void twice(Yaml.Keyed first, Yaml.Keyed second) {
    Yaml.Scalar lost = foreign ? first.key() : second.key();
    Yaml.Scalar kept = foreign ? second.key() : first.key();
    int line = findings.source().spot(kept.start(), kept.start() + 1).line();
    findings.add(
        Problem.of(ProblemCode.DUPLICATE_KEY).with("key", lost.text()).with("line", line), lost);
    if (foreign) {
      entries.put(second.key().text(), second);
    }
  }

  /// Whether a value is merged, or cannot be.
  private boolean isMerge(Yaml.Scalar key, Yaml value) {
    if (!foreign) {
      findings.add(Problem.of(ProblemCode.MERGE_KEY), key);
      return true;
    }
    List<Yaml> from = value instanceof Yaml.Sequence some ? some.items() : List.of(value);
    boolean all = from.stream().allMatch(Yaml.Mapping.class::isInstance);
    if (all) {
      from.forEach(each -> merged.add((Yaml.Mapping) each));
    }
    return all;
  }

  private Yaml.Scalar shown(Yaml.Scalar key) {
    String safe = GraphKeyMask.masked(key.text());
    return safe.equals(key.text())
        ? key
        : new Yaml.Scalar(
            hidden.computeIfAbsent(key.text(), raw -> free(safe, hidden::containsValue)),
            key.form(),
            key.start(),
            key.end());
  }

  private static String free(String wish, Predicate<String> taken) {
    String name = wish;
    for (int i = 2; taken.test(name); i++) {
      name = wish + " " + i;
    }
    return name;
  }

  /// All of them, with those of the first merged mapping that has a key.
  SequencedMap<String, Yaml.Keyed> all() {
    merged.forEach(each -> each.entries().forEach(entries::putIfAbsent));
    return entries;
  }
}
