/// Every API shape by its id. Entry type is [Dialects]; each shape has a package of its own below
/// this one, and they do not know each other.
@NullMarked
package io.signalbox.engine.dialect;

import org.jspecify.annotations.NullMarked;
