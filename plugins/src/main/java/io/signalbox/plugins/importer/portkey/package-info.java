/// Portkey's config objects as graphs, as its gateway 1.15.2 reads them.
@NullMarked
package io.signalbox.plugins.importer.portkey;

import org.jspecify.annotations.NullMarked;
