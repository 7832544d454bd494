package io.signalbox.engine.workspace.history;

import io.signalbox.engine.workspace.DiskText;
import io.signalbox.engine.workspace.OwnerOnly;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;

/// Earlier versions of files on this machine, one for each time that they were saved. The newest
/// two hundred of a file are kept. Safe for threads as long as each file is kept by one of them.
///
/// @param folder where they are kept; made when it is needed
public record LocalHistory(Path folder) {
  private static final int MOST = 200;
  private static final String ENDING = ".yaml";

  /// An earlier version.
  ///
  /// @param at when it was kept
  /// @param copy where it lies
  public record Version(Instant at, Path copy) {
    /// Its text.
    ///
    /// @throws IOException if the disk does not give it
    public String text() throws IOException {
      return DiskText.read(copy).text().orElse("");
    }
  }

  /// Keeps a version; one that is the same as the newest is not kept twice.
  ///
  /// @param at when the file was saved
  /// @throws IOException if the disk does not take it
  public void keep(Path file, String text, Instant at) throws IOException {
    List<Version> there = versions(file);
    if (!there.isEmpty() && there.getFirst().text().equals(text)) {
      return;
    }
    Path own = own(file);
    OwnerOnly.directory(own);
    DiskText.write(own.resolve(at.toEpochMilli() + ENDING), text);
    for (int i = MOST - 1; i < there.size(); i++) {
      Files.deleteIfExists(there.get(i).copy());
    }
  }

  /// The versions of a file, the newest first.
  ///
  /// @throws IOException if the disk does not give them
  public List<Version> versions(Path file) throws IOException {
    Path own = own(file);
    if (!Files.isDirectory(own)) {
      return List.of();
    }
    var versions = new ArrayList<Version>();
    try (var copies = Files.list(own)) {
      for (Path copy : copies.toList()) {
        String name = String.valueOf(copy.getFileName());
        if (name.matches("\\d{1,15}\\.yaml")) {
          long millis = Long.parseLong(name.substring(0, name.length() - ENDING.length()));
          versions.add(new Version(Instant.ofEpochMilli(millis), copy));
        }
      }
    }
    versions.sort(Comparator.comparing(Version::at).reversed());
    return List.copyOf(versions);
  }

  /// A directory for each file, named by where the file lies.
  private Path own(Path file) {
    String place = file.toAbsolutePath().normalize().toString();
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(place.getBytes(StandardCharsets.UTF_8));
      return folder.resolve(HexFormat.of().formatHex(hash, 0, 12));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
