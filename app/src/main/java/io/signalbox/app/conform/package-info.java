/// The page that asks an endpoint what it really does.
@NullMarked
package io.signalbox.app.conform;

import org.jspecify.annotations.NullMarked;
