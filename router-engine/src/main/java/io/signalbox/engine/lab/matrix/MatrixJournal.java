package io.signalbox.engine.lab.matrix;

import io.signalbox.engine.catalog.Money;
import io.signalbox.engine.workspace.OwnerOnly;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;

/// The file of a run. Lines are only ever added, and what came of a call is on the disk before the
/// next thing is done with it, so that a program that is killed has lost no answer that it had. A
/// line that was begun when it was killed is cut off. One process at a time may write. Safe for
/// threads.
public final class MatrixJournal implements AutoCloseable {
  private static final int LINE_FEED = '\n';

  private final Path file;
  private final FileChannel channel;
  private final FileLock lock;
  private final MatrixTally tally;

  private MatrixJournal(Path file, FileChannel channel, FileLock lock, MatrixTally tally) {
    this.file = file;
    this.channel = channel;
    this.lock = lock;
    this.tally = tally;
  }

  /// Begins one.
  ///
  /// @param file does not exist yet; its directory does
  /// @throws IOException if the disk does not take it, or there is such a file
  public static MatrixJournal begin(Path file, MatrixHead head) throws IOException {
    var how = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    FileChannel channel = FileChannel.open(file, how, OwnerOnly.file());
    var journal = new MatrixJournal(file, channel, locked(channel, file), new MatrixTally(head));
    journal.write(JournalLines.head(head), true);
    return journal;
  }

  /// Goes on with one.
  ///
  /// @throws IOException if it cannot be read or written, is damaged, or another process writes it;
  ///   the message says which
  public static MatrixJournal resume(Path file) throws IOException {
    FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
    try {
      FileLock lock = locked(channel, file);
      cutOff(channel);
      MatrixTally tally = tally(file);
      channel.position(channel.size());
      return new MatrixJournal(file, channel, lock, tally);
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  /// What a run has come to, whether or not it is under way.
  ///
  /// @throws IOException if it cannot be read or is damaged; the message says where
  public static MatrixRecord read(Path file) throws IOException {
    return tally(file).record();
  }

  /// What a run is of; only the beginning of the file is read.
  ///
  /// @throws IOException if it cannot be read or is damaged
  public static MatrixHead head(Path file) throws IOException {
    try (BufferedReader lines = Files.newBufferedReader(file)) {
      return head(file, lines);
    }
  }

  private static MatrixHead head(Path file, BufferedReader lines) throws IOException {
    try {
      return JournalLines.head(Optional.ofNullable(lines.readLine()).orElse(""));
    } catch (JournalLines.DamagedException e) {
      throw new IOException(file + " cannot be used: " + e.getMessage(), e);
    }
  }

  private static FileLock locked(FileChannel channel, Path file) throws IOException {
    try {
      Optional<FileLock> lock = Optional.ofNullable(channel.tryLock());
      if (lock.isPresent()) {
        return lock.get();
      }
    } catch (OverlappingFileLockException e) {
      // It is told below.
    }
    channel.close();
    throw new IOException(file.getFileName() + " is being run by Signalbox already");
  }

  /// Cuts off a line that was begun when the program ended.
  private static void cutOff(FileChannel channel) throws IOException {
    long size = channel.size();
    long end = size;
    var last = ByteBuffer.allocate(1);
    while (end > 0) {
      last.clear();
      int read = channel.read(last, end - 1);
      if (read < 1 || last.get(0) == LINE_FEED) {
        break;
      }
      end--;
    }
    if (end < size) {
      channel.truncate(end);
    }
  }

  private static MatrixTally tally(Path file) throws IOException {
    try (BufferedReader lines = Files.newBufferedReader(file)) {
      var tally = new MatrixTally(head(file, lines));
      int number = 1;
      Optional<String> line = Optional.ofNullable(lines.readLine());
      while (line.isPresent()) {
        number++;
        Optional<String> next = Optional.ofNullable(lines.readLine());
        add(file, number, line.get(), next.isEmpty(), tally);
        line = next;
      }
      return tally;
    }
  }

  /// @param last the last line may still be being written
  private static void add(Path file, int number, String line, boolean last, MatrixTally tally)
      throws IOException {
    try {
      JournalLines.read(line, tally);
    } catch (JournalLines.DamagedException e) {
      if (!last) {
        throw new IOException(file + ":" + number + " is damaged: " + e.getMessage(), e);
      }
    }
  }

  /// Where it lies.
  public Path file() {
    return file;
  }

  /// What the run has come to so far.
  public synchronized MatrixRecord record() {
    return tally.record();
  }

  /// What the run cost so far.
  synchronized Money usd() {
    return tally.usd();
  }

  /// A call begins.
  synchronized void asked(String call, Optional<Money> most) throws IOException {
    write(JournalLines.asked(call, most), false);
    tally.asked(call, most);
  }

  /// A call ended of which nothing else is kept.
  synchronized void ended(String call, Optional<Money> usd) throws IOException {
    write(JournalLines.ended(call, usd), false);
    tally.ended(call, usd);
  }

  /// An answer came, or none.
  synchronized void add(MatrixCell cell) throws IOException {
    write(JournalLines.cell(cell), true);
    tally.cell(cell);
  }

  /// A judge said something.
  synchronized void add(MatrixVerdict verdict) throws IOException {
    write(JournalLines.verdict(verdict), true);
    tally.verdict(verdict);
  }

  /// In one piece, so that the file ends with a whole line or one that is cut off.
  private void write(String line, boolean safely) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap((line + "\n").getBytes(StandardCharsets.UTF_8));
    long start = channel.position();
    try {
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
    } catch (IOException full) {
      if (channel.isOpen()) {
        channel.truncate(start); // what comes next must not be glued to half a line
      }
      throw full;
    }
    if (safely) {
      channel.force(false);
    }
  }

  @Override
  public synchronized void close() {
    try {
      lock.release();
      channel.close();
    } catch (IOException e) {
      System.getLogger(MatrixJournal.class.getName())
          .log(System.Logger.Level.WARNING, file + " could not be closed", e);
    }
  }
}
