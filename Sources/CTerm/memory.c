#define _GNU_SOURCE
#include "CTerm.h"

#include <link.h>
#include <malloc.h>
#include <stdint.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

/// Lets go of a module's segments that are never written: they can be read from its file again.
static int release(struct dl_phdr_info *module, size_t size, void *context) {
    (void)size;
    uintptr_t page = (uintptr_t)sysconf(_SC_PAGESIZE);
    // The kernel's own module has no file.
    if (module->dlpi_name && strstr(module->dlpi_name, "vdso")) return 0;
    for (int index = 0; index < module->dlpi_phnum; index++) {
        const ElfW(Phdr) *segment = &module->dlpi_phdr[index];
        if (segment->p_type != PT_LOAD || segment->p_flags & PF_W) continue;
        uintptr_t start = module->dlpi_addr + segment->p_vaddr;
        uintptr_t first = start & ~(page - 1);
        uintptr_t end = (start + segment->p_filesz + page - 1) & ~(page - 1);
        madvise((void *)first, end - first, MADV_DONTNEED);
    }
    (void)context;
    return 0;
}

void cterm_share_arena(void) { mallopt(M_ARENA_MAX, 1); }

void cterm_return_memory(void) {
    malloc_trim(0);
    dl_iterate_phdr(release, NULL);
}
