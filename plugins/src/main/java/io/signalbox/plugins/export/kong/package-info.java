/// A graph as Kong's declarative configuration ([KongExporter]).
@NullMarked
package io.signalbox.plugins.export.kong;

import org.jspecify.annotations.NullMarked;
