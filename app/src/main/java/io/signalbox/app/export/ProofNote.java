package io.signalbox.app.export;

import io.signalbox.app.document.Document;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a proof on the real gateway found, as `signalbox prove` stores it beside a graph's file.
final class ProofNote {
  private static final long MOST_BYTES = 16 << 20;
  private static final Pattern MEMBER =
      Pattern.compile("^  \"(\\w+)\" : (?:\"([^\"\\\\]*)\"|(\\d+)),?$", Pattern.MULTILINE);

  private ProofNote() {}

  /// In a sentence; empty if nothing was proved, or the graph has changed since.
  ///
  /// @param exporter its id
  static Optional<String> of(Document document, String exporter) {
    return stored(document, exporter)
        .filter(proof -> proof.getOrDefault("of", "").equals(hash(document.text())))
        .map(proof ->
            "%s on %s %s, %s decisions, %s wrong, %s."
                .formatted(
                    proof.getOrDefault("wrong", "?").equals("0") ? "Proved" : "Not proved",
                    exporter,
                    proof.getOrDefault("version", "?"),
                    proof.getOrDefault("decisions", "?"),
                    proof.getOrDefault("wrong", "?"),
                    proof.getOrDefault("at", "?").replaceFirst("T.*", "")));
  }

  private static Optional<Map<String, String>> stored(Document document, String exporter) {
    try {
      String stem = document.file().replaceFirst("\\.ya?ml$", "");
      Path file = document.read().folder().resolve(stem + ".proof-" + exporter + ".json");
      if (!Files.isRegularFile(file) || Files.size(file) > MOST_BYTES) {
        return Optional.empty();
      }
      var members = new HashMap<String, String>();
      Matcher found = MEMBER.matcher(Files.readString(file));
      while (found.find()) {
        String text = found.group(2) == null ? found.group(3) : found.group(2);
        members.put(found.group(1), text);
      }
      return Optional.of(members);
    } catch (IOException | InvalidPathException e) {
      return Optional.empty();
    }
  }

  private static String hash(String text) {
    try {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
