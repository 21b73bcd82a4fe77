// Package hugepages makes the heap of a short command of huge pages where Linux has them: taking small ones from
// the system, 2,000 in a start of kubectl, is a fifth of its time. Go has no setting for it. It must be initialized
// before what needs memory, and Go does so in the order of import paths: hence this module's name.
package hugepages
