package io.signalbox.engine.store.database;

import io.signalbox.engine.home.SafeFile;
import io.signalbox.engine.workspace.OwnerOnly;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.sqlite.SQLiteJDBCLoader;
import org.sqlite.util.LibraryLoaderUtil;

/// SQLite's own code, kept in the home once it was unpacked: the driver unpacks and compares a
/// megabyte at each start, which is a tenth of what a start takes. Where that cannot be, or the
/// user names another file by the driver's property, the driver does as it always does.
public final class SqliteLibrary {
  private static final String PATH = "org.sqlite.lib.path";

  private SqliteLibrary() {}

  /// Says to the driver where it is. Only the first home of a process matters. The caller holds the
  /// home's lock.
  public static void in(Path home) {
    if (System.getProperty(PATH) == null) {
      try {
        System.setProperty(PATH, unpacked(home).toString());
      } catch (IOException e) {
        NullableColumns.LOG.log(System.Logger.Level.DEBUG, "SQLite is unpacked as usual", e);
      }
    }
  }

  private static Path unpacked(Path home) throws IOException {
    String name = LibraryLoaderUtil.getNativeLibName();
    Path directory =
        home.resolve("native").resolve("sqlite-" + SQLiteJDBCLoader.getVersion()).toAbsolutePath();
    Path file = directory.resolve(name);
    try (InputStream shipped = shipped(name)) {
      if (!Files.isRegularFile(file) || Files.size(file) != shipped.available()) {
        OwnerOnly.directory(directory);
        SafeFile.write(file, shipped.readAllBytes());
      }
    }
    return directory;
  }

  private static InputStream shipped(String name) throws IOException {
    InputStream shipped =
        SQLiteJDBCLoader.class.getResourceAsStream(
            LibraryLoaderUtil.getNativeLibResourcePath() + "/" + name);
    if (shipped == null) {
      throw new IOException("the driver has no " + name + " for this system");
    }
    return shipped;
  }
}
