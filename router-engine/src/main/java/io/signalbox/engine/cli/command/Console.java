package io.signalbox.engine.cli.command;

import io.signalbox.engine.graph.Problem;
import io.signalbox.engine.text.VisibleText;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;

/// The only place from which the terminal is written to: results for the reader or one JSON value
/// for scripts, and remarks apart. Names, messages and answers come from outside, so everything is
/// shown as [VisibleText]. Safe for threads.
public final class Console {
  private static final ObjectMapper JSON = JsonMapper.builder().build();

  private final PrintWriter out;
  private final PrintWriter err;
  private final VisibleText streamed = VisibleText.pieces();

  /// @param out standard output
  /// @param err standard error
  public Console(PrintStream out, PrintStream err) {
    this.out = new PrintWriter(out, true, StandardCharsets.UTF_8);
    this.err = new PrintWriter(err, true, StandardCharsets.UTF_8);
  }

  /// A line of the result.
  public synchronized void line(String text) {
    endPiece();
    out.println(VisibleText.line(text));
    out.flush();
  }

  /// A piece of an answer, which may have several lines and be cut anywhere.
  public synchronized void part(String text) {
    out.print(streamed.take(text));
    out.flush();
  }

  private void endPiece() {
    out.print(streamed.end());
  }

  /// How far something is; the next one is written over it.
  public synchronized void progress(String text) {
    err.print("\r" + VisibleText.line(text));
    err.flush();
  }

  /// A remark.
  public synchronized void remark(String text) {
    err.println(VisibleText.line(text));
    err.flush();
  }

  /// The result as JSON, on one line.
  public synchronized void json(Object value) {
    endPiece();
    out.println(escaped(JSON.writeValueAsString(value)));
    out.flush();
  }

  /// The result as JSON, for people.
  public static String pretty(Object value) {
    return escaped(JSON.writerWithDefaultPrettyPrinter().writeValueAsString(value));
  }

  /// Outside of its texts JSON is plain ASCII, and inside them `\u001b` is the character itself.
  private static String escaped(String json) {
    return VisibleText.lines(json);
  }

  /// Problems, one a line.
  public void problems(List<Problem> problems) {
    problems.forEach(problem -> remark(problem.line()));
  }

  /// Whether a person sits at it.
  public boolean isInteractive() {
    return terminal().isPresent();
  }

  /// What a person types without seeing it; empty if there is no terminal or nothing was typed.
  public Optional<String> hidden(String question) {
    return terminal()
        .map(terminal -> terminal.readPassword("%s", VisibleText.line(question)))
        .map(String::new);
  }

  /// Whether a person answers a question with yes; never without a terminal.
  public boolean isAgreed(String question) {
    return terminal()
        .map(terminal -> terminal.readLine("%s", VisibleText.line(question)))
        .filter(answer -> answer.strip().toLowerCase(Locale.ROOT).startsWith("y"))
        .isPresent();
  }

  private static Optional<java.io.Console> terminal() {
    return Optional.ofNullable(System.console()).filter(java.io.Console::isTerminal);
  }

  /// Where pages of help go, styled, which hold no text from outside.
  public PrintWriter help() {
    return out;
  }

  /// Where a library may write what it likes.
  public PrintWriter foreign() {
    return new PrintWriter(new Shown(), true);
  }

  /// Remarks of a library, line by line.
  private final class Shown extends Writer {
    @Override
    public void write(char[] text, int from, int count) {
      synchronized (Console.this) {
        err.print(VisibleText.lines(new String(text, from, count)));
      }
    }

    @Override
    public void flush() {
      err.flush();
    }

    @Override
    public void close() {
      flush();
    }
  }
}
