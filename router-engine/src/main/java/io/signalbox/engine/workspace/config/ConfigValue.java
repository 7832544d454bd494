package io.signalbox.engine.workspace.config;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// A value in another program's configuration and where it stands. Immutable, safe for threads.
public sealed interface ConfigValue {
  /// Where it stands in the file's tree: `model_list[0].litellm_params.api_key`; empty for all.
  String path();

  /// Its line, from 1.
  int line();

  /// A value without parts.
  ///
  /// @param text what is written, without quotes; of a secret only that there is one
  record Scalar(String path, int line, String text, ScalarKind form) implements ConfigValue {}

  /// Values in order.
  record Items(String path, int line, List<ConfigValue> items) implements ConfigValue {
    public Items {
      items = List.copyOf(items);
    }
  }

  /// Values by name, in the order of the file.
  record Fields(String path, int line, SequencedMap<String, ConfigValue> fields)
      implements ConfigValue {
    public Fields {
      fields = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(fields));
    }
  }

  /// What a scalar is.
  enum ScalarKind {
    TEXT,
    NUMBER,
    TRUTH,
    /// `null`, or nothing where a value could be.
    NOTHING,
    /// A key, password or token that stands in the file; its text is hidden.
    SECRET
  }

  /// Numbers that are read, as YAML 1.1 spells them; more digits are a text.
  Pattern NUMBER =
      Pattern.compile(
          "[-+]?([0-9][0-9_]{0,39}(\\.[0-9_]{0,40})?|\\.[0-9][0-9_]{0,39})([eE][-+]?[0-9]{1,2})?");

  /// The value with this name; empty if this holds no names, or nothing stands there.
  default Optional<ConfigValue> get(String key) {
    return this instanceof Fields fields
        ? Optional.ofNullable(fields.fields().get(key)).filter(each -> !each.isNothing())
        : Optional.empty();
  }

  /// The value at the end of several names.
  default Optional<ConfigValue> at(String... keys) {
    Optional<ConfigValue> found = Optional.of(this);
    for (String key : keys) {
      found = found.flatMap(each -> each.get(key));
    }
    return found;
  }

  /// The text of a scalar; empty for a secret and for what has parts.
  default Optional<String> asText() {
    return this instanceof Scalar scalar
            && scalar.form() != ScalarKind.SECRET
            && scalar.form() != ScalarKind.NOTHING
        ? Optional.of(scalar.text())
        : Optional.empty();
  }

  /// The text under a name.
  default Optional<String> text(String key) {
    return get(key).flatMap(ConfigValue::asText);
  }

  /// The number that a scalar is, or that its text says.
  default Optional<BigDecimal> asNumber() {
    return asText()
        .filter(each -> NUMBER.matcher(each).matches())
        .map(each -> new BigDecimal(each.replace("_", "")));
  }

  /// The truth value that a scalar says, also as YAML 1.1 spells it.
  default Optional<Boolean> asTruth() {
    return asText()
        .map(each -> each.toLowerCase(Locale.ROOT))
        .flatMap(each ->
            switch (each) {
              case "true", "yes", "on" -> Optional.of(true);
              case "false", "no", "off" -> Optional.of(false);
              default -> Optional.empty();
            });
  }

  /// Whether it is a hidden key, password or token.
  default boolean isSecret() {
    return this instanceof Scalar scalar && scalar.form() == ScalarKind.SECRET;
  }

  /// Whether nothing is said.
  default boolean isNothing() {
    return this instanceof Scalar scalar && scalar.form() == ScalarKind.NOTHING;
  }

  /// The values of a list; empty for anything else.
  default List<ConfigValue> list() {
    return this instanceof Items items ? items.items() : List.of();
  }

  /// The values by name; empty for anything else.
  default SequencedMap<String, ConfigValue> map() {
    return this instanceof Fields fields ? fields.fields() : new LinkedHashMap<>();
  }

  /// All values without parts below this one; an empty list or map is one, too.
  default Stream<ConfigValue> leaves() {
    return switch (this) {
      case Scalar scalar -> Stream.of(scalar);
      case Items items ->
          items.items().isEmpty()
              ? Stream.of(this)
              : items.items().stream().flatMap(ConfigValue::leaves);
      case Fields fields ->
          fields.fields().isEmpty()
              ? Stream.of(this)
              : fields.fields().values().stream().flatMap(ConfigValue::leaves);
    };
  }
}
