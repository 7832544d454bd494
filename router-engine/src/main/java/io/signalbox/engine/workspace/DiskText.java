package io.signalbox.engine.workspace;

import io.signalbox.engine.graph.Problem;
import io.signalbox.engine.graph.ProblemCode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.util.Optional;
import java.util.UUID;

/// The bytes of a file as text, with limits, and back.
public final class DiskText {
  /// Larger files are not read.
  static final int MOST_BYTES = 4 * 1024 * 1024;

  private DiskText() {}

  /// What a file holds.
  ///
  /// @param text empty if the bytes are no text
  /// @param problem why they are none
  public record Held(byte[] bytes, Optional<String> text, Optional<Problem> problem) {}

  /// Reads a file.
  ///
  /// @throws IOException if the disk does not give it
  public static Held read(Path file) throws IOException {
    byte[] bytes = RegularFile.read(file, MOST_BYTES);
    if (bytes.length > MOST_BYTES) {
      return unreadable(file, bytes, ProblemCode.FILE_TOO_LARGE);
    }
    try {
      var decoder = StandardCharsets.UTF_8.newDecoder();
      String text = decoder.decode(ByteBuffer.wrap(bytes)).toString();
      return new Held(bytes, Optional.of(text), Optional.empty());
    } catch (CharacterCodingException e) {
      return unreadable(file, bytes, ProblemCode.NOT_UTF_8);
    }
  }

  private static Held unreadable(Path file, byte[] bytes, ProblemCode code) {
    Problem problem = Problem.of(code).at(new Problem.Spot(file.toString(), 1, 1, 1));
    return new Held(bytes, Optional.empty(), Optional.of(problem));
  }

  /// Writes beside the file and renames: a reader sees the old text or the new one. A new file is
  /// for its owner alone.
  public static void write(Path file, String text) throws IOException {
    Path target = target(file);
    write(target, Files.createTempFile(folder(target), ".signalbox", ".tmp"), text);
  }

  /// The same of a graph or suite, which the user puts where others may read it or not.
  public static void writeShared(Path file, String text) throws IOException {
    Path target = target(file);
    String name = ".signalbox" + UUID.randomUUID() + ".tmp";
    write(target, Files.createFile(folder(target).resolve(name)), text);
  }

  private static Path target(Path file) throws IOException {
    return Files.exists(file) ? file.toRealPath() : file.toAbsolutePath();
  }

  private static Path folder(Path target) {
    return Optional.ofNullable(target.getParent()).orElse(target);
  }

  private static void write(Path target, Path beside, String text) throws IOException {
    try {
      force(beside, text);
      keepPermissions(target, beside);
      move(beside, target);
    } finally {
      Files.deleteIfExists(beside);
    }
  }

  private static void force(Path file, String text) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    }
  }

  private static void keepPermissions(Path from, Path to) throws IOException {
    var posix = Files.getFileAttributeView(to, PosixFileAttributeView.class);
    if (posix != null && Files.exists(from)) {
      posix.setPermissions(Files.getPosixFilePermissions(from));
    }
  }

  private static void move(Path from, Path to) throws IOException {
    try {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
    }
  }
}
