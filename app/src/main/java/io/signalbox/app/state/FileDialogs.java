package io.signalbox.app.state;

import java.nio.file.Path;
import java.util.Optional;

/// Asks the user for files and directories. On the UI thread.
public interface FileDialogs {
  /// A graph to open; empty if the user thinks better of it.
  Optional<Path> graph();

  /// Where a graph goes.
  ///
  /// @param name what it might be called
  Optional<Path> save(String name);

  /// A directory.
  ///
  /// @param purpose what goes there, as the title
  Optional<Path> directory(String purpose);

  /// Pictures to attach.
  Optional<Path> picture();

  /// Any file.
  ///
  /// @param purpose what it is for, as the title
  /// @param from the directory that is shown first
  Optional<Path> file(String purpose, Path from);

  /// Nobody who could be asked.
  FileDialogs NONE =
      new FileDialogs() {
        @Override
        public Optional<Path> graph() {
          return Optional.empty();
        }

        @Override
        public Optional<Path> save(String name) {
          return Optional.empty();
        }

        @Override
        public Optional<Path> directory(String purpose) {
          return Optional.empty();
        }

        @Override
        public Optional<Path> picture() {
          return Optional.empty();
        }

        @Override
        public Optional<Path> file(String purpose, Path from) {
          return Optional.empty();
        }
      };
}
