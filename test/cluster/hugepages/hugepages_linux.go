package hugepages

import (
	"runtime"
	"syscall"
	"unsafe"
)

const (
	size      = 16 << 20
	alignment = 2 << 20
	// MADV_HUGEPAGE of madvise(2).
	useHugePages = 14
)

func init() {
	space := make([]byte, size)
	start := uintptr(unsafe.Pointer(&space[0])) &^ (alignment - 1)
	// Where there are none, small ones do.
	_, _, _ = syscall.Syscall(syscall.SYS_MADVISE, start, size, useHugePages)
	// Without the space: what is made from now on takes its place.
	runtime.GC()
}
