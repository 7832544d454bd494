package io.signalbox.app.session;

import java.util.ArrayList;
import java.util.List;

/// What a document was before and after. Immutable.
///
/// @param before the oldest first
/// @param after what was undone, the last undone first
record History(List<Document> before, Document now, List<Document> after) {
  History {
    before = List.copyOf(before);
    after = List.copyOf(after);
  }

  static History of(Document document) {
    return new History(List.of(), document, List.of());
  }

  History then(Document next) {
    return new History(appended(before, now), next, List.of());
  }

  History back() {
    return before.isEmpty()
        ? this
        : new History(
            before.subList(0, before.size() - 1), before.getLast(), prepended(now, after));
  }

  History forth() {
    return after.isEmpty()
        ? this
        : new History(appended(before, now), after.getFirst(), after.subList(1, after.size()));
  }

  private static List<Document> appended(List<Document> list, Document last) {
    var all = new ArrayList<>(list);
    all.add(last);
    return all;
  }

  private static List<Document> prepended(Document first, List<Document> list) {
    var all = new ArrayList<Document>();
    all.add(first);
    all.addAll(list);
    return all;
  }
}
