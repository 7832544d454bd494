package io.signalbox.app.inspector;

import io.signalbox.app.kit.Format;
import io.signalbox.engine.graph.condition.ConditionTree;
import io.signalbox.engine.graph.condition.ConditionTree.Sign;
import io.signalbox.engine.graph.condition.ConditionTree.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A condition while it is being built: like [ConditionTree], but a test may still lack its value.
/// Immutable. Parts are found by the indexes that lead to them.
sealed interface ConditionDraft {

  /// Whether the opposite is meant.
  boolean not();

  /// Parts that must all hold, or at least one of them.
  record Group(boolean all, boolean not, List<ConditionDraft> parts) implements ConditionDraft {
    public Group {
      parts = List.copyOf(parts);
    }
  }

  /// A test.
  ///
  /// @param value as it is typed
  record Row(ConditionField question, Sign sign, String value, boolean not)
      implements ConditionDraft {}

  /// What only text can say.
  record Cel(String text, boolean not) implements ConditionDraft {}

  /// The draft of a condition.
  static ConditionDraft of(ConditionTree tree) {
    return switch (tree) {
      case ConditionTree.All all -> new Group(true, false, drafts(all.parts()));
      case ConditionTree.Any any -> new Group(false, false, drafts(any.parts()));
      case ConditionTree.Not not -> opposite(of(not.part()));
      case ConditionTree.Test test -> row(test);
      case ConditionTree.Text text -> new Cel(text.cel(), false);
    };
  }

  private static List<ConditionDraft> drafts(List<ConditionTree> trees) {
    return trees.stream().map(ConditionDraft::of).toList();
  }

  private static ConditionDraft row(ConditionTree.Test test) {
    var question = new ConditionField(test.variable());
    boolean said =
        question.signs().contains(test.sign())
            && ValueInput.says(question.kind(), test.sign(), test.value());
    return said
        ? new Row(
            question,
            test.sign(),
            ValueInput.format(question.kind(), test.sign()).shown(test.value()),
            false)
        : new Cel(test.text(), false);
  }

  /// The same with the opposite meaning.
  static ConditionDraft opposite(ConditionDraft draft) {
    return switch (draft) {
      case Group group -> new Group(group.all(), !group.not(), group.parts());
      case Row row when row.question().kind() == ConditionField.Kind.YES_NO ->
          new Row(row.question(), row.sign(), row.value().equals("no") ? "yes" : "no", row.not());
      case Row row -> new Row(row.question(), row.sign(), row.value(), !row.not());
      case Cel cel -> new Cel(cel.text(), !cel.not());
    };
  }

  /// The condition; empty while a value is missing.
  default Optional<ConditionTree> tree() {
    Optional<ConditionTree> plain =
        switch (this) {
          case Group group -> trees(group);
          case Row row -> test(row);
          case Cel cel -> Optional.of(new ConditionTree.Text(cel.text()));
        };
    return not() ? plain.map(ConditionTree.Not::new) : plain;
  }

  private static Optional<ConditionTree> trees(Group group) {
    List<ConditionTree> parts =
        group.parts().stream().flatMap(each -> each.tree().stream()).toList();
    if (parts.size() < group.parts().size() || parts.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(group.all() ? new ConditionTree.All(parts) : new ConditionTree.Any(parts));
  }

  private static Optional<ConditionTree> test(Row row) {
    // An empty text is a value, but one that nobody has typed yet is none.
    boolean blank = row.value().isEmpty() && row.sign() != Sign.IS && row.sign() != Sign.IS_NOT;
    return !blank
            && ValueInput.format(row.question().kind(), row.sign()).read(row.value())
                instanceof Format.Reading.Value<Value>(Value value)
        ? Optional.of(new ConditionTree.Test(row.question().variable(), row.sign(), value))
        : Optional.empty();
  }

  /// The draft with another part at a place.
  default ConditionDraft with(List<Integer> path, ConditionDraft part) {
    if (path.isEmpty() || !(this instanceof Group group)) {
      return part;
    }
    var parts = new ArrayList<>(group.parts());
    int index = path.getFirst();
    parts.set(index, parts.get(index).with(path.subList(1, path.size()), part));
    return new Group(group.all(), group.not(), parts);
  }

  /// The draft without the part at a place; a group of one is that one.
  default ConditionDraft without(List<Integer> path) {
    if (path.isEmpty() || !(this instanceof Group group)) {
      return this;
    }
    var parts = new ArrayList<>(group.parts());
    int index = path.getFirst();
    if (path.size() > 1) {
      parts.set(index, parts.get(index).without(path.subList(1, path.size())));
    } else {
      parts.remove(index);
    }
    return parts.size() > 1
        ? new Group(group.all(), group.not(), parts)
        : group.not() ? opposite(parts.getFirst()) : parts.getFirst();
  }

  /// The part at a place.
  default ConditionDraft at(List<Integer> path) {
    return path.isEmpty() || !(this instanceof Group group)
        ? this
        : group.parts().get(path.getFirst()).at(path.subList(1, path.size()));
  }

  /// The draft with one more part beside the one at a place: in its group, if that is joined alike,
  /// else in a new one.
  default ConditionDraft joined(List<Integer> path, boolean all, ConditionDraft more) {
    ConditionDraft here = at(path);
    if (here instanceof Group group && group.all() == all && !group.not()) {
      var parts = new ArrayList<>(group.parts());
      parts.add(more);
      return with(path, new Group(all, false, parts));
    }
    if (!path.isEmpty()
        && at(path.subList(0, path.size() - 1)) instanceof Group around
        && around.all() == all) {
      var parts = new ArrayList<>(around.parts());
      parts.add(path.getLast() + 1, more);
      return with(path.subList(0, path.size() - 1), new Group(all, around.not(), parts));
    }
    return with(path, new Group(all, false, List.of(here, more)));
  }

  /// Whether two drafts differ in nothing but what is typed as values.
  static boolean alike(ConditionDraft one, ConditionDraft other) {
    return switch (one) {
      case Group a ->
          other instanceof Group b
              && a.all() == b.all()
              && a.not() == b.not()
              && a.parts().size() == b.parts().size()
              && java.util.stream.IntStream.range(0, a.parts().size())
                  .allMatch(i -> alike(a.parts().get(i), b.parts().get(i)));
      case Row a ->
          other instanceof Row b
              && a.question().equals(b.question())
              && a.sign() == b.sign()
              && a.not() == b.not();
      case Cel a -> a.equals(other);
    };
  }
}
