package io.signalbox.app.connect;

import io.signalbox.engine.workspace.OwnerOnly;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.core.util.Separators;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// A client's own JSON file, and the same with our lines in it. Nothing is written before somebody
/// has seen both.
///
/// @param before its text; empty if there is no such file
/// @param after its text with our lines
record ConfigFile(Path path, String before, String after) {
  private static final int LARGEST = 1_000_000;
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /// Plans a change: objects are joined, all other values are replaced.
  ///
  /// @param lines a JSON object
  /// @throws IOException if the file cannot be read or is no plain JSON; its message is for users
  static ConfigFile planned(Path path, String lines) throws IOException {
    if (!Files.exists(path)) {
      return new ConfigFile(path, "", lines + "\n");
    }
    String before = read(path);
    try {
      if (JSON.readTree(before) instanceof ObjectNode whole) {
        join(whole, (ObjectNode) JSON.readTree(lines));
        String after = JSON.writer().with(printer()).writeValueAsString(whole) + "\n";
        return new ConfigFile(path, before, after);
      }
    } catch (JacksonException broken) {
      throw new IOException(byHand(path), broken);
    }
    throw new IOException(byHand(path));
  }

  private static String byHand(Path path) {
    return path + " is not plain JSON, perhaps because of comments. Add the lines by hand.";
  }

  private static String read(Path path) throws IOException {
    if (Files.size(path) > LARGEST) {
      throw new IOException(path + " is larger than 1 MB. Add the lines by hand.");
    }
    try {
      return Files.readString(path);
    } catch (CharacterCodingException e) {
      throw new IOException(path + " is not UTF-8 text. Add the lines by hand.", e);
    }
  }

  private static DefaultPrettyPrinter printer() {
    return new DefaultPrettyPrinter(
        Separators.createDefaultInstance()
            .withObjectNameValueSpacing(Separators.Spacing.AFTER)
            .withObjectEmptySeparator("")
            .withArrayEmptySeparator(""));
  }

  private static void join(ObjectNode whole, ObjectNode ours) {
    for (var each : ours.properties()) {
      JsonNode there = whole.get(each.getKey());
      if (there instanceof ObjectNode nested && each.getValue() instanceof ObjectNode more) {
        join(nested, more);
      } else {
        whole.set(each.getKey(), each.getValue());
      }
    }
  }

  /// Whether there is nothing to be done.
  boolean isThere() {
    return before.equals(after);
  }

  /// Writes the new text; the old file stays beside it as `NAME.bak`.
  ///
  /// @return where the old one lies now; the file itself if there was none
  /// @throws IOException if the disk does not take it, or the file has changed since it was planned
  Path write() throws IOException {
    if (before.isEmpty()) {
      Files.createDirectories(path.toAbsolutePath().getParent());
      create(path);
      return path;
    }
    if (!read(path).equals(before)) {
      throw new IOException(path + " was changed in the meantime. Review the change again.");
    }
    Path kept = free();
    Files.copy(path, kept);
    Path next = path.resolveSibling(path.getFileName() + ".new");
    Files.deleteIfExists(next);
    create(next);
    keepPermissions(next);
    Files.move(next, path, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    return kept;
  }

  /// An app's key stands in it.
  private void create(Path file) throws IOException {
    var how = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    try (var channel = Files.newByteChannel(file, how, OwnerOnly.file())) {
      var left = ByteBuffer.wrap(after.getBytes(StandardCharsets.UTF_8));
      while (left.hasRemaining()) {
        channel.write(left);
      }
    }
  }

  private void keepPermissions(Path next) throws IOException {
    var view = Files.getFileAttributeView(next, PosixFileAttributeView.class);
    if (view != null) {
      view.setPermissions(Files.getPosixFilePermissions(path));
    }
  }

  private Path free() {
    Path free = path.resolveSibling(path.getFileName() + ".bak");
    for (int i = 2; Files.exists(free); i++) {
      free = path.resolveSibling(path.getFileName() + ".bak" + i);
    }
    return free;
  }
}
