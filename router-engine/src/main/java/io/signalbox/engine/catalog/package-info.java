/// Models, their prices and abilities, the counting of tokens, and the arithmetic of cost. Entry
/// type is [Catalog]. Money is exact; an unknown price is unknown, never zero.
@NullMarked
package io.signalbox.engine.catalog;

import org.jspecify.annotations.NullMarked;
