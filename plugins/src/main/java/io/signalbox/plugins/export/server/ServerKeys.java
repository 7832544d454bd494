package io.signalbox.plugins.export.server;

import io.signalbox.engine.graph.KeyRef;
import io.signalbox.engine.graph.Model;
import io.signalbox.engine.graph.RoutingGraph;
import io.signalbox.engine.spi.Provider;
import io.signalbox.plugins.export.FidelityReport;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The environment variables from which a server takes the keys of a graph's models.
///
/// @param variables their names, sorted
/// @param kept whether the server has to keep keys or confirmations in its home
record ServerKeys(List<String> variables, boolean kept) {
  private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
  private static final Pattern SERVER =
      Pattern.compile("(https?://[A-Za-z0-9._-]+(?::[0-9]+)?)(/.*)?");

  ServerKeys {
    variables = List.copyOf(variables);
  }

  /// Says of each model what a person has to do so that the server may use its key.
  static ServerKeys of(RoutingGraph graph, Map<String, Provider> providers, FidelityReport report) {
    var variables = new TreeSet<String>();
    boolean kept = false;
    for (Model model : graph.models().values()) {
      var provider = Optional.ofNullable(providers.get(model.provider()));
      if (model.keys().isEmpty()) {
        provider.flatMap(Provider::keyVariable).ifPresent(variables::add);
      }
      for (KeyRef key : model.keys()) {
        boolean foreign = provider.filter(each -> each.owns(key.name())).isEmpty();
        kept |= foreign || key instanceof KeyRef.Vault;
        switch (key) {
          case KeyRef.Env env -> variables.add(env.name());
          case KeyRef.Vault vault ->
              report.manual(
                  model.id(),
                  "Its key is in the vault of this machine: put it into the server's.",
                  onServer("keys set " + vault.name()));
        }
        if (foreign) {
          confirm(model, provider, key, report);
        }
      }
      local(model, provider, report);
    }
    variables.removeIf(name -> !VARIABLE.matcher(name).matches());
    return new ServerKeys(List.copyOf(variables), kept);
  }

  private static void confirm(
      Model model, Optional<Provider> provider, KeyRef key, FidelityReport report) {
    String url = model.url().or(() -> provider.map(Provider::baseUrl)).orElse("");
    Matcher server = SERVER.matcher(url);
    String host = server.matches() ? server.group(1) : "HOST";
    report.manual(
        model.id(),
        "A key of its own goes only to a server that you confirm, once on the new machine.",
        onServer("keys allow " + key.name() + " " + host));
  }

  /// A command as it is given where the server runs, with its own home and user.
  private static String onServer(String words) {
    String java = "java -cp '/opt/signalbox/lib/*' io.signalbox.engine.Main " + words;
    return "# systemd\nsystemd-run --pty --wait -p DynamicUser=yes -p User=signalbox"
        + " -p StateDirectory=signalbox -E SIGNALBOX_HOME=/var/lib/signalbox "
        + java
        + "\n# Docker\ndocker compose exec signalbox "
        + java
        + "\n# Kubernetes\nkubectl exec -it deploy/signalbox -- "
        + java;
  }

  private static void local(Model model, Optional<Provider> provider, FidelityReport report) {
    String url = model.url().or(() -> provider.map(Provider::baseUrl)).orElse("");
    if (url.matches("https?://(localhost|127\\.[0-9.]+|\\[::1])([:/].*)?")) {
      report.approximate(
          model.id(),
          "It is called on the server's own machine; in a container that is the container itself,"
              + " so give it a url there.");
    }
  }
}
