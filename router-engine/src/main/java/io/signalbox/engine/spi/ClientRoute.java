package io.signalbox.engine.spi;

import java.util.Set;
import java.util.regex.Pattern;

/// An address at which clients of a dialect ask for something. Immutable.
///
/// @param method `GET`, `POST` or `DELETE`
/// @param path the path, with parameters where something may stand that the client chooses:
///   `/v1beta/models/{model}:generateContent`. `{model}` ends before a slash, `{+model}` does not.
///   The parameter that names a model is called `model`.
/// @param asks for what
public record ClientRoute(String method, String path, Asks asks) {
  private static final Set<String> METHODS = Set.of("GET", "POST", "DELETE");
  private static final Pattern PATH =
      Pattern.compile("(/(?:[A-Za-z0-9._~:-]|\\{\\+?[A-Za-z]+\\})++)++");
  private static final int LONGEST = 200;

  /// What is asked for.
  public enum Asks {
    /// An answer of a model.
    ANSWER,
    /// How many tokens a request has.
    COUNT,
    /// The list of models. Several dialects may have it at one address.
    MODELS,
    /// One model of the list, as [ClientDialect#named] says. Several dialects may have it at one
    /// address.
    MODEL,
    /// What the dialect says of itself, such as its version.
    ABOUT,
    /// Embeddings that the dialect does not read, which the proxy refuses in its words. Those that
    /// it reads are an [#ANSWER].
    EMBED,
    /// A change of the models that a server keeps (to load, copy or delete one), which the proxy
    /// refuses in the dialect's words.
    MANAGE
  }

  /// @throws IllegalArgumentException if the method or the path is none
  public ClientRoute {
    if (!METHODS.contains(method) || path.length() > LONGEST || !PATH.matcher(path).matches()) {
      throw new IllegalArgumentException("not a route: " + method + " " + path);
    }
  }

  /// A route that is asked with a body.
  public static ClientRoute post(String path, Asks asks) {
    return new ClientRoute("POST", path, asks);
  }

  /// A route that is asked without a body.
  public static ClientRoute get(String path, Asks asks) {
    return new ClientRoute("GET", path, asks);
  }

  /// Whether several dialects may have it at one address.
  public boolean isShared() {
    return asks == Asks.MODELS || asks == Asks.MODEL;
  }
}
