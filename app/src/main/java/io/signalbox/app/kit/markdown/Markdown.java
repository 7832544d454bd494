package io.signalbox.app.kit.markdown;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads the Markdown that this project's documents are written in: heads, paragraphs, lists, code
/// and tables. Anything else is words. Pure.
public final class Markdown {
  private static final Pattern HEAD = Pattern.compile("(#{1,6}) +(.*)");
  private static final Pattern ITEM = Pattern.compile("( *)([-*]|\\d+\\.) +(.*)");

  /// A line that is for browsers alone, as a picture.
  private static final Pattern TAG = Pattern.compile("</?[a-z]+( [^>]*)?>");

  private static final String FENCE = "```";

  private final List<Block> blocks = new ArrayList<>();
  private final StringBuilder words = new StringBuilder();
  private final List<String> code = new ArrayList<>();
  private final List<List<String>> table = new ArrayList<>();
  private boolean fenced;

  private Markdown() {}

  /// The parts of a document, in order.
  public static List<Block> blocks(String text) {
    var reader = new Markdown();
    text.lines().forEach(reader::read);
    reader.end();
    return List.copyOf(reader.blocks);
  }

  private void read(String line) {
    if (line.strip().startsWith(FENCE)) {
      fence();
    } else if (fenced) {
      code.add(line);
    } else if (line.strip().startsWith("|")) {
      flushWords();
      row(line.strip());
    } else {
      flushTable();
      plain(line);
    }
  }

  private void fence() {
    end(false);
    if (fenced) {
      blocks.add(new Block.Code(String.join("\n", code)));
      code.clear();
    }
    fenced = !fenced;
  }

  private void plain(String line) {
    Matcher head = HEAD.matcher(line);
    Matcher item = ITEM.matcher(line);
    if (line.isBlank() || TAG.matcher(line.strip()).matches()) {
      flushWords();
    } else if (head.matches()) {
      flushWords();
      blocks.add(new Block.Head(head.group(1).length(), head.group(2)));
    } else if (item.matches()) {
      flushWords();
      String mark = item.group(2).matches("\\d.*") ? item.group(2) : "•";
      blocks.add(new Block.Item(mark, item.group(1).length() / 2, item.group(3)));
    } else {
      goOn(line.strip());
    }
  }

  /// A line goes on with the item above it, or with the words.
  private void goOn(String line) {
    if (words.isEmpty() && !blocks.isEmpty() && blocks.getLast() instanceof Block.Item last) {
      blocks.set(
          blocks.size() - 1, new Block.Item(last.mark(), last.depth(), last.text() + " " + line));
      return;
    }
    words.append(words.isEmpty() ? "" : " ").append(line);
  }

  /// The row of dashes below the heads says nothing.
  private void row(String line) {
    if (!line.matches("[|:\\- ]*-[|:\\- ]*")) {
      table.add(cells(line));
    }
  }

  private static List<String> cells(String line) {
    var cells = new ArrayList<String>();
    var cell = new StringBuilder();
    boolean quoted = false;
    for (int i = 1; i < line.length(); i++) {
      char at = line.charAt(i);
      boolean escaped = at == '|' && line.charAt(i - 1) == '\\';
      if (at == '|' && !quoted && !escaped) {
        cells.add(cell.toString().strip().replace("\\|", "|"));
        cell.setLength(0);
      } else {
        quoted = (at == '`') != quoted;
        cell.append(at);
      }
    }
    return cells;
  }

  private void end() {
    end(true);
  }

  private void end(boolean last) {
    flushWords();
    flushTable();
    if (last && fenced) {
      blocks.add(new Block.Code(String.join("\n", code)));
    }
  }

  private void flushWords() {
    if (!words.isEmpty()) {
      blocks.add(new Block.Words(words.toString()));
      words.setLength(0);
    }
  }

  private void flushTable() {
    if (!table.isEmpty()) {
      blocks.add(new Block.Table(table));
      table.clear();
    }
  }

  /// How links name a head: `How often a model is called` is `how-often-a-model-is-called`.
  public static String anchor(String head) {
    return head.toLowerCase(Locale.ROOT)
        .replaceAll("[^\\p{L}\\p{N} _-]", "")
        .strip()
        .replace(' ', '-');
  }
}
