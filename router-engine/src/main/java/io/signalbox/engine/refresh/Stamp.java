package io.signalbox.engine.refresh;

import java.time.LocalDate;
import java.util.regex.Pattern;

/// Where a list stands, and when it stood there. Immutable.
///
/// @param source for people
record Stamp(String source, LocalDate day) {
  private static final Pattern USER = Pattern.compile("://[^/?#]*@");
  private static final Pattern QUERY = Pattern.compile("[?#].*", Pattern.DOTALL);

  /// An address without what may be a secret: user, password, query and fragment. A file's name
  /// stays as it is.
  static String shown(String where) {
    return where.contains("://")
        ? USER.matcher(QUERY.matcher(where).replaceFirst("")).replaceFirst("://")
        : where;
  }
}
