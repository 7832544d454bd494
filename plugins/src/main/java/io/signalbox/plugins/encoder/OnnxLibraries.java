package io.signalbox.plugins.encoder;

import ai.onnxruntime.OrtEnvironment;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The native libraries of ONNX Runtime, unpacked for as long as loading takes. Its own loader
/// leaves a directory among the system's temporary files with every run, and 23 MB if the process
/// is killed.
final class OnnxLibraries {
  /// Where ONNX Runtime looks for its libraries instead of unpacking them.
  private static final String PLACE = "onnxruntime.native.path";

  private static final List<String> NAMES = List.of("onnxruntime", "onnxruntime4j_jni");

  private OnnxLibraries() {}

  /// The environment, with its libraries loaded. Safe for threads.
  static OrtEnvironment load() {
    return load(Path.of(System.getProperty("java.io.tmpdir")));
  }

  /// @param temporary where they are unpacked
  static synchronized OrtEnvironment load(Path temporary) {
    if (System.getProperty(PLACE) != null) {
      return OrtEnvironment.getEnvironment(); // the user has them elsewhere
    }
    Optional<Path> place = unpack(temporary);
    place.ifPresent(each -> System.setProperty(PLACE, each.toString()));
    try {
      return OrtEnvironment.getEnvironment();
    } finally {
      System.clearProperty(PLACE);
      place.ifPresent(OnnxLibraries::delete);
    }
  }

  /// A new directory with the libraries of this platform; empty if there are none or the disk does
  /// not take them: then ONNX Runtime says what is missing.
  static Optional<Path> unpack(Path temporary) {
    try {
      Path place = Files.createTempDirectory(temporary, "signalbox-onnx");
      // What is registered last goes first, and a directory goes only when it is empty.
      place.toFile().deleteOnExit();
      for (String name : NAMES) {
        Path file = place.resolve(System.mapLibraryName(name));
        file.toFile().deleteOnExit();
        if (!copy(file)) {
          delete(place);
          return Optional.empty();
        }
      }
      return Optional.of(place);
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static boolean copy(Path file) throws IOException {
    String packed = "/ai/onnxruntime/native/" + platform() + "/" + file.getFileName();
    try (InputStream bytes = OrtEnvironment.class.getResourceAsStream(packed)) {
      if (bytes == null) {
        return false;
      }
      Files.copy(bytes, file);
      return true;
    }
  }

  /// As ONNX Runtime 1.26 calls it.
  private static String platform() {
    String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    String machine = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
    String os = system.contains("mac") ? "osx" : system.contains("win") ? "win" : "linux";
    return os + "-" + (machine.equals("aarch64") || machine.equals("arm64") ? "aarch64" : "x64");
  }

  /// A library that is loaded needs its file only under Windows, where it stays until the end.
  private static void delete(Path place) {
    try {
      for (Path file : files(place)) {
        Files.deleteIfExists(file);
      }
      Files.deleteIfExists(place);
    } catch (IOException e) {
      System.getLogger(OnnxLibraries.class.getName())
          .log(System.Logger.Level.DEBUG, place + " stays until the end", e);
    }
  }

  private static List<Path> files(Path place) throws IOException {
    var files = new ArrayList<Path>();
    try (var all = Files.newDirectoryStream(place)) {
      all.forEach(files::add);
    }
    return files;
  }
}
