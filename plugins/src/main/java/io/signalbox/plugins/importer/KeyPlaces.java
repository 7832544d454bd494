package io.signalbox.plugins.importer;

import io.signalbox.engine.graph.KeyRef;
import io.signalbox.engine.spi.Provider;
import io.signalbox.engine.workspace.config.ConfigValue;
import io.signalbox.engine.workspace.config.SecretNames;
import java.net.URI;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// Where the keys of imported models are: a reference to a variable stays one, and a key that
/// stands in the file becomes a name under which a person stores it. Belongs to one thread.
public final class KeyPlaces {
  private static final Pattern REFERENCE =
      Pattern.compile(
          "(?:Bearer"
              + " )?(?:process\\.env\\.|os\\.environ/|env::|env\\.|\\$\\{?\\{?(?:env[.:])?|\\{\\{?\\s*\\$?(?:env[.:])?)"
              + "\\s*([A-Za-z_][A-Za-z0-9_]{0,127})\\s*(?:(?::?[-?=][^{}]*)?}}?|!)?");

  private static final String SECOND =
      "A second place that counts if the first one holds no key: Signalbox looks only at the"
          + " first.";

  private static final String CLIENTS =
      "The client sends this key with each request; Signalbox sends its own: store the provider's"
          + " with `signalbox keys set`, and give apps keys with `signalbox apps add`.";

  private final GraphDraft draft;
  private final Set<String> told = new HashSet<>();

  public KeyPlaces(GraphDraft draft) {
    this.draft = draft;
  }

  /// The environment variable that a text refers to.
  public static Optional<String> variable(String text) {
    var found = REFERENCE.matcher(text.strip());
    return found.matches() ? Optional.of(found.group(1)) : Optional.empty();
  }

  /// Where the key of a model is; empty: in the provider's usual variable, or nowhere. The finding
  /// says what a person has to do.
  ///
  /// @param value the source's field
  /// @param provider the model's, if it is known
  /// @param url where requests go, if it is not the provider's own address
  /// @param wish a name for a key that stands in the file
  public List<KeyRef> of(
      ConfigValue value, Optional<Provider> provider, Optional<String> url, String wish) {
    Optional<ConfigValue> first = value.get("default");
    if (first.isPresent()) {
      value.get("fallback").ifPresent(each -> draft.manual(each, SECOND));
      return of(first.get(), provider, url, wish);
    }
    Optional<String> usual =
        url.isPresent() ? Optional.empty() : provider.flatMap(Provider::keyVariable);
    Optional<String> variable =
        value.asText().flatMap(KeyPlaces::variable).or(() -> namedVariable(value));
    if (variable.isEmpty()) {
      return unnamed(value, usual, wish);
    }
    boolean own =
        url.isEmpty() && provider.filter(each -> each.isUsual(variable.get())).isPresent();
    if (own) {
      draft.exact(value);
      return List.of();
    }
    confirm(value, variable.get(), url.or(() -> provider.map(Provider::baseUrl)).orElse(""));
    return List.of(new KeyRef.Env(variable.get()));
  }

  /// Where a key is that is in no variable.
  private List<KeyRef> unnamed(ConfigValue value, Optional<String> usual, String wish) {
    String text = value.asText().orElse("");
    boolean parts = !(value instanceof ConfigValue.Scalar);
    if (parts || (!SecretNames.isPlaceholder(text) && SecretNames.isReference(text))) {
      return elsewhere(value, usual, wish);
    }
    if (value.isSecret() || isLiteral(value)) {
      return stored(value, usual, wish);
    }
    placeholder(value, usual);
    return List.of();
  }

  /// A reference to a place where Signalbox does not look.
  private List<KeyRef> elsewhere(ConfigValue value, Optional<String> usual, String wish) {
    String text = value.asText().orElse("");
    if (text.startsWith("dynamic::")) {
      draft.manual(value, CLIENTS);
      return List.of();
    }
    String name = usual.orElseGet(() -> name(wish));
    String where = text.startsWith("path::") ? "The key is in a file" : "The key is elsewhere";
    draft.manual(
        value,
        where
            + ", and Signalbox does not follow this reference: store it with `signalbox keys set "
            + name
            + "`.");
    return usual.isPresent() ? List.of() : List.of(new KeyRef.Vault(name));
  }

  /// The variable that a field named after one holds: `api_key_env: NAME`.
  private static Optional<String> namedVariable(ConfigValue value) {
    return value
        .asText()
        .filter(
            each -> value.path().endsWith("_env") && each.matches("[A-Za-z_][A-Za-z0-9_]{0,127}"));
  }

  /// Whether a text stands where only keys do, under a name that does not say so: there a key is
  /// not told from a placeholder by its field.
  private static boolean isLiteral(ConfigValue value) {
    return value.asText().filter(each -> each.length() > 7).isPresent()
        && !value.path().toLowerCase(Locale.ROOT).matches(".*(key|token|location)\"?]?");
  }

  private void placeholder(ConfigValue value, Optional<String> usual) {
    usual.ifPresentOrElse(
        name ->
            draft.manual(
                value,
                "This is a placeholder for a key. Signalbox looks for it in "
                    + name
                    + "; store it with `signalbox keys set "
                    + name
                    + "`."),
        () -> draft.exact(value));
  }

  private List<KeyRef> stored(ConfigValue value, Optional<String> usual, String wish) {
    String name = usual.orElseGet(() -> name(wish));
    draft.key(value, name);
    draft.manual(
        value,
        "A key stands in the file and was left out. Replace it at the provider, for it may have"
            + " leaked, and store the new one with `signalbox keys set "
            + name
            + "`.");
    return usual.isPresent() ? List.of() : List.of(new KeyRef.Vault(name));
  }

  private static String name(String wish) {
    String plain = wish.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]+", "_");
    String cut = plain.length() > 60 ? plain.substring(0, 60) : plain;
    return (cut.matches("[A-Z].*") ? cut : "MODEL" + cut) + "_API_KEY";
  }

  /// A key under a name of its own goes only where a person has said that it may.
  private void confirm(ConfigValue value, String variable, String address) {
    String host = host(address);
    if (told.add(variable + " " + host)) {
      draft.manual(
          value,
          "A key under a name of its own is sent only to servers that were confirmed for it: run"
              + " `signalbox keys allow "
              + variable
              + " "
              + (host.isEmpty() ? "HOST" : host)
              + "`.");
    } else {
      draft.exact(value);
    }
  }

  private static String host(String address) {
    try {
      URI uri = URI.create(address);
      return uri.getHost() == null ? "" : uri.getScheme() + "://" + uri.getRawAuthority();
    } catch (IllegalArgumentException e) {
      return "";
    }
  }
}
