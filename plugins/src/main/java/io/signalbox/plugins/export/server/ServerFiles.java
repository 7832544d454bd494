package io.signalbox.plugins.export.server;

import io.signalbox.plugins.export.ProgramText;
import io.signalbox.plugins.export.text.YamlText;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The files of the folder, from the texts that lie beside this class. What a person has named goes
/// into the graph alone, and with it into the manifest's ConfigMap.
final class ServerFiles {
  /// What a block of YAML gives back as it is, whichever version reads it.
  private static final Pattern PLAIN = Pattern.compile("[\\n\\x20-\\x7e\\u00a1-\\u1fff]*");

  private static final String APP_KEY = "SIGNALBOX_APP_KEY";

  private static final String OWN_DISK =
      """
                persistentVolumeClaim:
                  claimName: signalbox-home\
      """;

  private static final String CLAIM =
      """
      apiVersion: v1
      kind: PersistentVolumeClaim
      metadata:
        name: signalbox-home
        labels:
          app.kubernetes.io/name: signalbox
      spec:
        accessModes: [ ReadWriteOnce ]
        resources:
          requests:
            storage: 1Gi
      ---
      """;

  private ServerFiles() {}

  static String plain(String name) {
    return ProgramText.of("server/" + name);
  }

  static String readme(Fleet fleet, ServerKeys keys) {
    String copies =
        fleet.counts()
            ? "This graph counts requests or money, so `kubernetes.yaml` has one copy with a disk"
                + " of its own. Before you raise `replicas`, divide its budgets and limits by the"
                + " number of copies."
            : fleet.keeps()
                ? "The server keeps keys or confirmations, so `kubernetes.yaml` has one copy with a"
                    + " disk of its own. Another copy has to be given them, too."
                : "This graph counts nothing, so `kubernetes.yaml` has two copies. Raise `replicas`"
                    + " as you like.";
    return plain("README.md").replace("@FLEET@", copies).replace("@MORE@", variables(keys)).strip()
        + "\n";
  }

  private static String variables(ServerKeys keys) {
    return keys.variables().isEmpty()
        ? ""
        : "\n## Variables of this graph\n\n"
            + keys.variables().stream()
                .map(name -> "- `" + name + "`")
                .collect(Collectors.joining("\n"));
  }

  /// The names of the keys, without values.
  static String keys(ServerKeys keys) {
    return keys.variables().stream()
        .map(name -> name + "=\n")
        .collect(
            Collectors.joining(
                "",
                "# Copy it to keys.env and fill it in. Never put keys.env under version control.\n"
                    + APP_KEY
                    + "=\n",
                ""));
  }

  static String kubernetes(String graph, Fleet fleet, ServerKeys keys) {
    return plain("kubernetes.yaml")
        .replace("@COPIES@", String.valueOf(fleet.copies()))
        .replace("@STRATEGY@", fleet.isOne() ? "Recreate" : "RollingUpdate")
        .replace("@HOME@", fleet.isOne() ? OWN_DISK : "          emptyDir: {}")
        .replace("@CLAIM@", fleet.isOne() ? CLAIM : "")
        .replace("@KEYS@\n", variable(APP_KEY, "") + optional(keys))
        .replace("@GRAPH@", text(graph));
  }

  /// A model whose key is missing is passed over.
  private static String optional(ServerKeys keys) {
    return keys.variables().stream()
        .map(name -> variable(name, "                  optional: true\n"))
        .collect(Collectors.joining());
  }

  private static String variable(String name, String more) {
    return """
                - name: %1$s
                  valueFrom:
                    secretKeyRef:
                      name: signalbox-keys
                      key: %1$s
    """
            .formatted(name)
        + more;
  }

  /// A graph as the value of a member that is indented by two.
  private static String text(String graph) {
    if (!PLAIN.matcher(graph).matches()) {
      return YamlText.text(graph);
    }
    return graph
        .stripTrailing()
        .lines()
        .map(line -> line.isEmpty() ? "" : "    " + line)
        .collect(Collectors.joining("\n", "|\n", ""));
  }
}
