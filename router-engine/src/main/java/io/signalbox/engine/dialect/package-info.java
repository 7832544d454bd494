/// What all dialects share: reading of clients' bodies ([ClientBody]), JSON trees ([JsonTree]),
/// lists of models ([ModelNames]). Each dialect has a package of its own below this one, and they
/// do not know each other.
@NullMarked
package io.signalbox.engine.dialect;

import org.jspecify.annotations.NullMarked;
