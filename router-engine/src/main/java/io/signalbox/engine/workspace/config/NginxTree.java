package io.signalbox.engine.workspace.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.IntUnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Makes values with paths and lines of nginx's directives. A block with words is a value under
/// them (`upstream.backend`), one without stands under its name, several are a list. For one
/// thread.
final class NginxTree {
  /// What has a name as its first word.
  private static final Set<String> NAMING =
      Set.of(
          "proxy_set_header",
          "grpc_set_header",
          "add_header",
          "more_set_headers",
          "fastcgi_param",
          "uwsgi_param",
          "set");

  /// Blocks with a line for each value of a variable, which may be keys.
  private static final Set<String> TABLES = Set.of("map", "geo", "split_clients");

  private static final String KEY = "key";

  private static final Pattern VARIABLE = Pattern.compile("(Bearer )?\\$\\{?[a-z][A-Za-z0-9_]*}?");

  /// The begin of a condition: a variable and a sign.
  private static final Pattern TEST = Pattern.compile("\\(?\\s*\\$\\{?\\w+}?\\s*(=|!=|!?~\\*?)");

  private static final Pattern SEEN = Pattern.compile("\\(?\\s*\\$\\{?\\w+}?\\s*\\)?");

  private final IntUnaryOperator lines;
  private final HiddenTexts hidden;

  /// @param hidden gets the literal keys
  NginxTree(IntUnaryOperator lines, HiddenTexts hidden) {
    this.lines = lines;
    this.hidden = hidden;
  }

  ConfigValue of(List<NginxReader.Directive> all) {
    return fields(all, "", 1, false);
  }

  private ConfigValue fields(
      List<NginxReader.Directive> all, String path, int line, boolean table) {
    SequencedMap<String, List<NginxReader.Directive>> byName = new LinkedHashMap<>();
    for (NginxReader.Directive each : all) {
      String name = table ? free(byName, SecretNames.HIDDEN) : each.name();
      byName.computeIfAbsent(name, key -> new ArrayList<>()).add(each);
    }
    var fields = new LinkedHashMap<String, ConfigValue>();
    byName.forEach((name, some) -> {
      String at = ConfigTree.below(path, name);
      fields.put(name, table ? value(KEY, some.getFirst(), at) : named(name, some, at));
    });
    return new ConfigValue.Fields(path, line, fields);
  }

  private static String free(SequencedMap<String, ?> taken, String wish) {
    String name = wish;
    for (int i = 2; taken.containsKey(name); i++) {
      name = wish + " " + i;
    }
    return name;
  }

  private ConfigValue named(String name, List<NginxReader.Directive> some, String path) {
    boolean apart =
        some.stream().allMatch(each -> each.isBlock() && !each.words().isEmpty())
            || (NAMING.contains(name) && some.stream().allMatch(each -> each.words().size() > 1));
    if (apart) {
      return byWords(name, some, path);
    }
    boolean one = some.size() == 1 && !(name.equals("server") && some.getFirst().isBlock());
    if (one) {
      return value(name, some.getFirst(), path);
    }
    var items = new ArrayList<ConfigValue>();
    for (NginxReader.Directive each : some) {
      items.add(value(name, each, path + "[" + items.size() + "]"));
    }
    return new ConfigValue.Items(path, line(some.getFirst()), items);
  }

  private ConfigValue byWords(String name, List<NginxReader.Directive> some, String path) {
    SequencedMap<String, ConfigValue> fields = new LinkedHashMap<>();
    for (NginxReader.Directive each : some) {
      List<String> words = each.words();
      String key = free(fields, each.isBlock() ? title(name, words) : words.getFirst());
      String at = ConfigTree.below(path, key);
      fields.put(key, each.isBlock() ? value(name, each, at) : rest(each, at));
    }
    return new ConfigValue.Fields(path, line(some.getFirst()), fields);
  }

  /// What follows a block's name; of a condition on a key only what it looks at.
  private static String title(String name, List<String> words) {
    String all = String.join(" ", words);
    if (!name.equals("if") || !SecretNames.speaksOfKey(all)) {
      return all;
    }
    Matcher test = TEST.matcher(all);
    return test.lookingAt()
        ? test.group().strip() + " " + SecretNames.HIDDEN + ")"
        : SEEN.matcher(all).matches() ? all : SecretNames.HIDDEN;
  }

  /// What follows the name of a header or a variable.
  private ConfigValue rest(NginxReader.Directive directive, String path) {
    String name = directive.words().getFirst();
    String said = String.join(" ", directive.words().subList(1, directive.words().size()));
    return scalar(SecretNames.speaksOfKey(name) ? KEY : name, directive, said, path);
  }

  private ConfigValue value(String name, NginxReader.Directive directive, String path) {
    if (!directive.isBlock()) {
      return scalar(name, directive, String.join(" ", directive.words()), path);
    }
    boolean table =
        TABLES.contains(name) && SecretNames.speaksOfKey(String.join(" ", directive.words()));
    return fields(directive.block(), path, line(directive), table);
  }

  private ConfigValue scalar(
      String name, NginxReader.Directive directive, String said, String path) {
    return VARIABLE.matcher(said).matches()
        ? new ConfigValue.Scalar(path, line(directive), said, ConfigValue.ScalarKind.TEXT)
        : ConfigTree.scalar(path, name, line(directive), said, true, hidden);
  }

  private int line(NginxReader.Directive directive) {
    return lines.applyAsInt(directive.start());
  }
}
