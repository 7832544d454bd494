package io.signalbox.engine.cli;

import io.signalbox.engine.exchange.Egress;
import io.signalbox.engine.graph.KeyRef;
import io.signalbox.engine.upstream.ServerOrigin;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Says where requests go and which keys go along, for people and for scripts.
///
/// @param home the home that commands are to name; empty: the usual one
record EgressText(Optional<Path> home) {
  private static final String UNUSABLE = "nowhere: its url is not an http or https address";

  /// One line for each model.
  List<String> lines(List<Egress> all) {
    return all.stream().map(this::line).toList();
  }

  private String line(Egress use) {
    String key = use.key().map(KeyRef::id).orElse("");
    String with = key.isEmpty() ? ", no key" : ", key " + key + ": " + standing(use);
    return "  " + use.model() + " → " + server(use) + with;
  }

  private String standing(Egress use) {
    return use.standing() == Egress.Standing.UNCONFIRMED
        ? "not confirmed, so the key is not sent; to allow it: " + command(use)
        : use.standing().words();
  }

  /// The command that confirms a server, for this home.
  String command(Egress use) {
    return use.allowing() + home.map(EgressText::named).orElse("");
  }

  private static String named(Path home) {
    return " --home '" + home.toString().replace("'", "'\\''") + "'";
  }

  static String server(Egress use) {
    return use.server().map(EgressText::server).orElse(UNUSABLE);
  }

  /// An origin as it is dialed and, if its name is of another script, as it is written there.
  static String server(ServerOrigin origin) {
    return origin.text() + origin.ownLetters().map(each -> " (" + each + ")").orElse("");
  }

  /// What is wrong with sending a key there; empty if nothing is.
  static Optional<String> warning(ServerOrigin origin) {
    return origin.isReadable()
        ? Optional.of(
            "Warning: http is not encrypted; others on the network between here and "
                + origin.host()
                + " can read the key.")
        : Optional.empty();
  }

  /// A note among the problems of a graph.
  Map<String, Object> view(Egress use) {
    var view = new LinkedHashMap<String, Object>();
    view.put("severity", "note");
    view.put("code", "egress");
    view.put("message", line(use).strip() + ".");
    view.put("fix", use.standing() == Egress.Standing.UNCONFIRMED ? command(use) : "");
    view.put("path", "models." + use.model());
    view.put("model", use.model());
    use.server().ifPresent(server -> view.put("origin", server.text()));
    use.key().ifPresent(key -> view.put("key", key.id()));
    view.put("standing", use.standing().name().toLowerCase(Locale.ROOT));
    return view;
  }
}
